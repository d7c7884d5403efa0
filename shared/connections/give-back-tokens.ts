import type { OauthAttempt } from '../../events/stored/oauth-attempt.ts';
import type { Provider } from '../../events/stored/provider.ts';
import { providerOf } from '../domain/provider-of.ts';
import { isPassing, ProviderError } from '../ports/provider-error.ts';
import { type AdoptDeps, adoptClaimed } from './adopt-claimed.ts';
import { type AttemptTokens, attemptSecrets } from './attempt-secrets.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { revokeUnlessClaimed } from './revoke-unless-claimed.ts';

type Deps = Pick<ConnectionDeps, 'connections' | 'authorizations' | 'sealer' | 'clock' | 'log'> & AdoptDeps;

interface Returned {
  /** As it is now. */
  readonly attempt: OauthAttempt;
  /** False: to be tried again. */
  readonly isDone: boolean;
}

/** Whose tokens they are, where the attempt was left before anybody had asked. */
const identified = async (
  { authorizations, log }: Deps,
  attempt: OauthAttempt,
  provider: Provider,
  { accessToken }: AttemptTokens,
): Promise<OauthAttempt | 'never' | 'later'> => {
  if (attempt.grant) return attempt;
  try {
    const { key: accountKey, label: accountLabel } = await authorizations[provider].identify(accessToken);
    return { ...attempt, grant: { accountKey, accountLabel, scopes: [] } };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    log.info('connect.identify_failed', { word: error.word });
    return isPassing(error) ? 'later' : 'never';
  }
};

/** The owner of the account is just being connected with tokens that have ended: theirs to take over in a moment. */
const waitsForOwner = async (
  { connections }: Deps,
  provider: Provider,
  { org, grant }: OauthAttempt,
): Promise<boolean> => {
  const claim =
    grant && provider === 'zoom' ? await connections.claim(provider, org, grant.accountKey) : undefined;
  const owner = claim && (await connections.read(claim.org, claim.userId, claim.connectionId));
  return owner?.state === 'connecting';
};

const revokedBy = (
  { authorizations }: Deps,
  provider: Provider,
  { refreshToken, accessToken }: AttemptTokens,
): string =>
  authorizations[provider].revokesBy === 'access_token' ? accessToken : (refreshToken ?? accessToken);

/** Tokens of an attempt that came to nothing: to the connection that has the account, else back to the provider. Safe to repeat. */
export const giveBackTokens =
  (deps: Deps) =>
  async (forgotten: OauthAttempt, trace: string): Promise<Returned> => {
    const tokens = await attemptSecrets(deps.sealer).tokens(forgotten);
    if (tokens === undefined) return { attempt: forgotten, isDone: true };
    const provider = providerOf(forgotten.platform);
    const known = await identified(deps, forgotten, provider, tokens);
    if (known === 'later') return { attempt: forgotten, isDone: false };
    if (known === 'never' || known.grant === undefined) return { attempt: forgotten, isDone: true };
    if (await waitsForOwner(deps, provider, known)) return { attempt: forgotten, isDone: false };
    const attempt = await adoptClaimed(deps)(known, tokens);
    const { accountKey } = known.grant;
    const token = revokedBy(deps, provider, tokens);
    const isDone = await revokeUnlessClaimed(deps)({ provider, org: attempt.org, accountKey, token, trace });
    return { attempt, isDone };
  };
