import type { AccountClaim } from '../../events/stored/account-claim.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { OauthAttempt } from '../../events/stored/oauth-attempt.ts';
import type { OrgSettings } from '../../events/stored/org-settings.ts';
import { providerOf } from '../domain/provider-of.ts';
import type { ConnectionDeps } from './connection-deps.ts';

/** Why an account is not connected; a part of the codes that a callback may answer. */
export type Refused =
  | 'platform_disabled'
  | 'domain_not_allowed'
  | 'different_account'
  | 'account_in_use'
  | 'already_connected'
  | 'busy';

export type Judgement =
  /** `leaving`: it may become one when this connection of the same account is gone. */
  | { readonly refused: Refused; readonly connection?: undefined; readonly leaving?: Connection }
  /** The user's connection of this very account, or none: then a new one is made. */
  | { readonly refused?: undefined; readonly connection: Connection | undefined };

type Deps = Pick<ConnectionDeps, 'connections' | 'settings'>;
type Account = { readonly accountKey: string; readonly accountLabel: string };

const isAllowed = ({ accountLabel }: Account, domains: readonly string[]): boolean =>
  domains.length === 0 ||
  domains.includes(accountLabel.slice(accountLabel.lastIndexOf('@') + 1).toLowerCase());

/** What the org allows now, which may have changed while the user was at the provider. */
const byPolicy = (
  { platform }: OauthAttempt,
  account: Account,
  { platforms, accountDomains }: OrgSettings,
): Refused | undefined => {
  if (!platforms.includes(platform)) return 'platform_disabled';
  return isAllowed(account, accountDomains) ? undefined : 'domain_not_allowed';
};

const ofClaim = (
  claim: AccountClaim,
  own: readonly Connection[],
  { org, userId }: OauthAttempt,
): Judgement => {
  if (claim.org !== org || claim.userId !== userId) return { refused: 'account_in_use' };
  const connection = own.find(({ id }) => id === claim.connectionId);
  if (connection === undefined) return { refused: 'busy' };
  if (connection.state !== 'disconnecting') return { connection };
  // Its disconnect removes events by the ids that the same bookings would have again, so the two never overlap. Where its grant is being
  // given back already, Google takes the new one along.
  return { refused: 'busy', ...(connection.grant !== 'ending' && { leaving: connection }) };
};

/** Whether this account may become, or become again, a connection of the user who has started the attempt. */
export const judgeAccount =
  ({ connections, settings }: Deps) =>
  async (attempt: OauthAttempt, account: Account): Promise<Judgement> => {
    const { org, userId, platform, connectionId, replace } = attempt;
    const provider = providerOf(platform);
    const policy = await settings.read(org);
    const refused = byPolicy(attempt, account, policy);
    if (refused) return { refused };
    const own = (await connections.ofUser(org, userId)).filter((each) => each.provider === provider);
    const wanted = own.find(({ id }) => id === connectionId);
    if (connectionId !== undefined && wanted?.accountKey !== account.accountKey)
      return { refused: 'different_account' };
    const claim = await connections.claim(provider, org, account.accountKey);
    if (claim) return ofClaim(claim, own, attempt);
    const live = own.filter(({ state }) => state !== 'disconnecting');
    return live.length >= policy.accountsPerPlatform && !replace
      ? { refused: 'already_connected' }
      : { connection: undefined };
  };
