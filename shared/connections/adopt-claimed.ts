import type { AccountClaim } from '../../events/stored/account-claim.ts';
import type { OauthAttempt } from '../../events/stored/oauth-attempt.ts';
import type { PerProvider } from '../../events/stored/provider.ts';
import { providerOf } from '../domain/provider-of.ts';
import type { TokenVault } from '../ports/token-vault.ts';
import { adoptGrant } from '../tokens/adopt-grant.ts';
import { type AttemptTokens, attemptSecrets } from './attempt-secrets.ts';
import type { ConnectionDeps } from './connection-deps.ts';

export type AdoptDeps = Pick<ConnectionDeps, 'connections' | 'sealer' | 'clock'> & {
  readonly vault: Pick<TokenVault, 'put' | 'remove'>;
};

/** Whether a consent ends the tokens of all earlier ones of the same account. */
const ENDS_EARLIER: PerProvider<boolean> = { google: false, microsoft: false, zoom: true };

const claimOf = async (
  { connections }: AdoptDeps,
  { org, platform, grant }: OauthAttempt,
): Promise<AccountClaim | undefined> => {
  const provider = providerOf(platform);
  if (grant === undefined || !ENDS_EARLIER[provider]) return undefined;
  const claim = await connections.claim(provider, org, grant.accountKey);
  // Whoever is still leaving an account that an admin has moved to another user lives on its tokens, too.
  return claim?.formerUserId === undefined ? claim : { ...claim, userId: claim.formerUserId };
};

/** Whoever has the account keeps working, whatever becomes of this attempt; resolves to the attempt as it is then. */
export const adoptClaimed =
  (deps: AdoptDeps) =>
  async (attempt: OauthAttempt, known?: AttemptTokens): Promise<OauthAttempt> => {
    const claim = await claimOf(deps, attempt);
    const tokens = claim && (known ?? (await attemptSecrets(deps.sealer).tokens(attempt)));
    const { refreshToken } = tokens ?? {};
    if (!(claim && tokens && refreshToken !== undefined)) return attempt;
    return adoptGrant(deps)(attempt, { ...tokens, refreshToken }, claim);
  };
