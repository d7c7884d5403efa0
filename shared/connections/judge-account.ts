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

type Deps = Pick<ConnectionDeps, 'connections' | 'settings' | 'clock'>;
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

/** Whom an admin has kept an account for: they wait until it is cleaned up; for anybody else it is in use, as long as it is kept. */
const ofReserved = async (
  { connections, clock }: Deps,
  claim: AccountClaim & { readonly reservedUntil: string },
  { org, userId }: OauthAttempt,
): Promise<Judgement | undefined> => {
  const { reservedUntil, formerUserId = '' } = claim;
  if (claim.org !== org || claim.userId !== userId) {
    const isOver = reservedUntil < new Date(clock.now()).toISOString();
    return isOver ? undefined : { refused: 'account_in_use' };
  }
  const leaving = await connections.read(org, formerUserId, claim.connectionId);
  return leaving && { refused: 'busy', leaving };
};

/** Undefined: the account is free for this attempt. */
const byClaim = async (
  deps: Deps,
  claim: AccountClaim | undefined,
  own: readonly Connection[],
  attempt: OauthAttempt,
): Promise<Judgement | undefined> => {
  if (claim === undefined) return undefined;
  const { reservedUntil } = claim;
  if (reservedUntil === undefined) return ofClaim(claim, own, attempt);
  return ofReserved(deps, { ...claim, reservedUntil }, attempt);
};

/** Whether this account may become, or become again, a connection of the user who has started the attempt. */
export const judgeAccount =
  (deps: Deps) =>
  async (attempt: OauthAttempt, account: Account): Promise<Judgement> => {
    const { connections, settings } = deps;
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
    const judged = await byClaim(deps, claim, own, attempt);
    if (judged) return judged;
    const live = own.filter(({ state }) => state !== 'disconnecting');
    return live.length >= policy.accountsPerPlatform && !replace
      ? { refused: 'already_connected' }
      : { connection: undefined };
  };
