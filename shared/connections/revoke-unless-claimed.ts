import type { Provider } from '../../events/stored/provider.ts';
import { isPassing, ProviderError } from '../ports/provider-error.ts';
import type { ConnectionDeps } from './connection-deps.ts';

type Deps = Pick<ConnectionDeps, 'connections' | 'authorizations' | 'log'>;

interface Held {
  readonly provider: Provider;
  readonly org: string;
  readonly accountKey: string;
  readonly token: string;
  readonly trace: string;
}

/** leaving: its disconnect is still at work with an older grant. */
const useOf = async (
  connections: Deps['connections'],
  { provider, org, accountKey }: Held,
): Promise<'live' | 'leaving' | 'none'> => {
  if (await connections.claimedElsewhere(provider, org, accountKey)) return 'live';
  const claim = await connections.claim(provider, org, accountKey);
  const claimant = claim && (await connections.read(claim.org, claim.userId, claim.connectionId));
  if (claimant?.state === 'disconnecting') return 'leaving';
  return claim ? 'live' : 'none';
};

/**
 * Gives back a grant that is not kept. A revocation takes everything that the account has granted to this hub, so it is left out
 * while any live claim, here or in another org, names the account. False where the provider is out of reach, or the account is still
 * being disconnected: to be tried again.
 */
export const revokeUnlessClaimed =
  ({ connections, authorizations, log }: Deps) =>
  async (held: Held): Promise<boolean> => {
    const { provider, token, trace } = held;
    const use = await useOf(connections, held);
    if (use !== 'none') return use === 'live';
    try {
      await authorizations[provider].revoke(token);
      return true;
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      log.error('connect.revoke_failed', error, { requestId: trace, word: error.word });
      return !isPassing(error);
    }
  };
