import type { Connection } from '../../events/stored/connection.ts';
import type { OauthAttempt } from '../../events/stored/oauth-attempt.ts';
import { providerOf } from '../domain/provider-of.ts';
import type { Account, Grant } from '../ports/authorization-provider.ts';
import type { CalendarProvider } from '../ports/calendar-provider.ts';
import { ProviderError } from '../ports/provider-error.ts';
import { attemptSecrets } from './attempt-secrets.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { type Consumed, consumeAttempt, findAttempt } from './consume-attempt.ts';
import { wipeAttempt } from './forget-attempt.ts';
import { isUsable } from './is-usable.ts';
import { judgeAccount, type Refused } from './judge-account.ts';
import { redirectUri } from './redirect-uri.ts';
import { revokeUnlessClaimed } from './revoke-unless-claimed.ts';

type Deps = Pick<
  ConnectionDeps,
  'connections' | 'settings' | 'authorizations' | 'sealer' | 'clock' | 'log' | 'publicUrl'
> & { readonly calendar: Pick<CalendarProvider, 'freeBusy'> };

/** What a provider appends to the redirect URI. */
export interface CallbackQuery {
  readonly state?: string | undefined;
  readonly code?: string | undefined;
  readonly error?: string | undefined;
}

type Failure = Refused | 'access_denied' | 'provider_unavailable' | 'insufficient_scope' | 'account_unusable';

/** Nothing secret or personal: a URL ends in histories and logs. */
const backTo = ({ returnUrl, platform }: OauthAttempt, answer: Record<string, string>): string => {
  const url = new URL(returnUrl);
  for (const [name, value] of Object.entries({ platform, ...answer })) url.searchParams.set(name, value);
  return url.href;
};

const refuse = async (deps: Deps, attempt: OauthAttempt, code: Failure, trace: string): Promise<string> => {
  const { org, userId, platform } = attempt;
  const at = new Date(deps.clock.now()).toISOString();
  await wipeAttempt(deps)(attempt, trace, {
    v: 1,
    org,
    userId,
    provider: providerOf(platform),
    platform,
    code,
    at,
  });
  return backTo(attempt, { result: 'error', code, requestId: trace });
};

const exchange = async (
  deps: Deps,
  { attempt, verifier }: Consumed,
  code: string,
): Promise<{ grant: Grant; account: Account }> => {
  const provider = providerOf(attempt.platform);
  const authorization = deps.authorizations[provider];
  const grant = await authorization.exchange(code, verifier, redirectUri(deps.publicUrl, provider));
  return { grant, account: await authorization.identify(grant.accessToken) };
};

const keep = async (
  deps: Deps,
  attempt: OauthAttempt,
  { grant, account }: { grant: Grant; account: Account },
  { refreshToken, leaving }: { readonly refreshToken: string; readonly leaving: Connection | undefined },
): Promise<boolean> => {
  const { accessToken, accessExpiresAt, scopes } = grant;
  const tokens = { refreshToken, accessToken, accessExpiresAt };
  const { outcome } = await deps.connections.commit({
    attempt: {
      ...attempt,
      version: attempt.version + 1,
      step: 'granted',
      sealed: await attemptSecrets(deps.sealer).sealTokens(attempt.id, tokens),
      grant: { accountKey: account.key, accountLabel: account.label, scopes: [...scopes] },
    },
    // A grant that is given back takes this one along: the run that would do it leaves it out.
    ...(leaving && { connection: { ...leaving, version: leaving.version + 1, grant: 'kept' } }),
  });
  return outcome === 'committed';
};

interface Judged {
  /** Why the account is not connected after all. */
  readonly failure?: Failure | undefined;
  /** The same account is still being disconnected: it can be completed afterwards. */
  readonly leaving?: Connection | undefined;
}

/** What is wrong with what was granted; for an account that may become a connection. */
const judgeGrant = async (
  deps: Deps,
  { platform }: OauthAttempt,
  grant: Grant,
  trace: string,
): Promise<Failure | undefined> => {
  if (grant.refreshToken === undefined) return 'insufficient_scope';
  // What was not granted is not tried: the card asks for it.
  const provider = providerOf(platform);
  const isWhole = deps.authorizations[provider].requiredScopes.every(
    ({ scope, optional }) => optional || grant.scopes.includes(scope),
  );
  if (!isWhole || provider !== 'google') return undefined;
  return (await isUsable(deps)(grant.accessToken, trace)) ? undefined : 'account_unusable';
};

const judge = async (
  deps: Deps,
  attempt: OauthAttempt,
  { grant, account }: { grant: Grant; account: Account },
  trace: string,
): Promise<Judged> => {
  const { key: accountKey, label: accountLabel } = account;
  const { refused, ...judged } = await judgeAccount(deps)(attempt, { accountKey, accountLabel });
  const leaving = 'leaving' in judged ? judged.leaving : undefined;
  if (refused !== undefined && leaving === undefined) return { failure: refused };
  return { failure: await judgeGrant(deps, attempt, grant, trace), leaving };
};

/** With the code in hand: exchange, identify, judge, and rest the tokens on the attempt until its user completes it. */
const receiveCode = async (deps: Deps, consumed: Consumed, code: string, trace: string): Promise<string> => {
  const { attempt } = consumed;
  const found = await exchange(deps, consumed, code);
  const { refreshToken, accessToken } = found.grant;
  const { failure, leaving } = await judge(deps, attempt, found, trace);
  const isKept =
    failure === undefined &&
    refreshToken !== undefined &&
    (await keep(deps, attempt, found, { refreshToken, leaving }));
  if (isKept) return backTo(attempt, { result: 'ok', attempt: attempt.id, requestId: trace });
  await revokeUnlessClaimed(deps)({
    provider: providerOf(attempt.platform),
    org: attempt.org,
    accountKey: found.account.key,
    token: refreshToken ?? accessToken,
    trace,
  });
  return refuse(deps, attempt, failure ?? 'provider_unavailable', trace);
};

const receiveAnswer = async (
  deps: Deps,
  consumed: Consumed,
  { code, error }: CallbackQuery,
  trace: string,
): Promise<string> => {
  const { attempt } = consumed;
  if (error === 'access_denied') return refuse(deps, attempt, 'access_denied', trace);
  if (code === undefined) return refuse(deps, attempt, 'provider_unavailable', trace);
  try {
    return await receiveCode(deps, consumed, code, trace);
  } catch (cause) {
    const word = cause instanceof ProviderError ? cause.word : undefined;
    deps.log.error('connect.exchange_failed', cause, { requestId: trace, word });
    return refuse(deps, attempt, 'provider_unavailable', trace);
  }
};

/** Where the browser goes now, or whose attempt it was that is used or over; a state that is not ours is nobody's. */
export interface Received {
  readonly location?: string;
  readonly org?: string;
}

export const receiveCallback =
  (deps: Deps) =>
  async (provider: string, query: CallbackQuery, trace: string): Promise<Received> => {
    const found = await findAttempt(deps, provider, query.state);
    const consumed = found && (await consumeAttempt(deps, found));
    if (consumed) return { location: await receiveAnswer(deps, consumed, query, trace) };
    return found ? { org: found.org } : {};
  };
