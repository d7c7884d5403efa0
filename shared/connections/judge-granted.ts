import type { Connection } from '../../events/stored/connection.ts';
import type { OauthAttempt } from '../../events/stored/oauth-attempt.ts';
import { providerOf } from '../domain/provider-of.ts';
import { calendarBehind } from '../domain/rides-on.ts';
import type { Grant } from '../ports/authorization-provider.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { isUsable } from './is-usable.ts';
import { judgeAccount, type Refused } from './judge-account.ts';

type Deps = Pick<ConnectionDeps, 'connections' | 'settings' | 'authorizations'> &
  Parameters<typeof isUsable>[0];

/** An attempt whose account is known. */
export type KnownAttempt = OauthAttempt & { readonly grant: NonNullable<OauthAttempt['grant']> };

/** Why an account is not connected though its user has consented. */
export type Unfit = Refused | 'insufficient_scope' | 'account_unusable';

interface Judged {
  readonly failure?: Unfit | undefined;
  /** The same account is still being disconnected: it can be completed afterwards. */
  readonly leaving?: Connection | undefined;
}

/** What is wrong with what was granted; for an account that may become a connection. */
const judgeGrant = async (
  deps: Deps,
  { platform }: OauthAttempt,
  grant: Grant,
  trace: string,
): Promise<Unfit | undefined> => {
  if (grant.refreshToken === undefined) return 'insufficient_scope';
  const provider = providerOf(platform);
  // What was not granted is not tried: the card asks for it.
  const isWhole = deps.authorizations[provider].requiredScopes.every(
    ({ scope, optional }) => optional || grant.scopes.includes(scope),
  );
  if (!isWhole || calendarBehind(platform) === undefined) return undefined;
  return (await isUsable(deps)(provider, grant.accessToken, trace)) ? undefined : 'account_unusable';
};

/** Whether what was granted may become a connection of the user who has started the attempt. */
export const judgeGranted =
  (deps: Deps) =>
  async (attempt: KnownAttempt, grant: Grant, trace: string): Promise<Judged> => {
    const { refused, ...judged } = await judgeAccount(deps)(attempt, attempt.grant);
    const leaving = 'leaving' in judged ? judged.leaving : undefined;
    if (refused !== undefined && leaving === undefined) return { failure: refused };
    return { failure: await judgeGrant(deps, attempt, grant, trace), leaving };
  };
