import type { Connection } from '../../events/stored/connection.ts';
import type { OauthAttempt } from '../../events/stored/oauth-attempt.ts';
import { providerOf } from '../domain/provider-of.ts';
import type { ConsentRefusal, Grant, Unconsented } from '../ports/authorization-provider.ts';
import type { Calendars } from '../ports/calendars.ts';
import { ProviderError } from '../ports/provider-error.ts';
import { type AdoptDeps, adoptClaimed } from './adopt-claimed.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { type Consumed, consumeAttempt, findAttempt } from './consume-attempt.ts';
import { wipeAttempt } from './forget-attempt.ts';
import { judgeGranted, type KnownAttempt, type Unfit } from './judge-granted.ts';
import { redirectUri } from './redirect-uri.ts';
import { restTokens } from './rest-tokens.ts';

type Deps = Pick<
  ConnectionDeps,
  'connections' | 'settings' | 'authorizations' | 'sealer' | 'clock' | 'log' | 'publicUrl'
> &
  AdoptDeps & { readonly calendars: Calendars };

type Failure = Unfit | Unconsented;

/** What a provider appends to the redirect URI. */
export interface CallbackQuery extends ConsentRefusal {
  readonly state?: string | undefined;
  readonly code?: string | undefined;
}

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
  trace: string,
): Promise<{ grant: Grant; rested: OauthAttempt }> => {
  const provider = providerOf(attempt.platform);
  const uri = redirectUri(deps.publicUrl, provider);
  const grant = await deps.authorizations[provider].exchange(code, verifier, uri);
  return { grant, rested: await restTokens(deps)(attempt, grant, trace) };
};

/** Undefined where somebody else has taken the attempt on meanwhile. */
const keep = async (
  deps: Deps,
  known: OauthAttempt,
  leaving: Connection | undefined,
): Promise<OauthAttempt | undefined> => {
  const attempt: OauthAttempt = { ...known, version: known.version + 1, step: 'granted' };
  const { outcome } = await deps.connections.commit({
    attempt,
    // A grant that is given back takes this one along: the run that would do it leaves it out.
    ...(leaving && { connection: { ...leaving, version: leaving.version + 1, grant: 'kept' } }),
  });
  return outcome === 'committed' ? attempt : undefined;
};

const logFailure = ({ log }: Deps, error: unknown, trace: string): void => {
  const word = error instanceof ProviderError ? error.word : undefined;
  log.error('connect.exchange_failed', error, { requestId: trace, word });
};

/** A connection that already has the account goes on with the new tokens until this attempt is completed, or for good. */
const adopt = async (deps: Deps, kept: OauthAttempt, trace: string): Promise<void> => {
  try {
    await adoptClaimed(deps)(kept);
  } catch (error) {
    // The attempt's timer does it in a minute.
    deps.log.error('connect.adoption_waits', error, { requestId: trace });
  }
};

interface Identified {
  /** With the account behind what was granted; it gives the grant back if that comes to nothing. */
  readonly known: KnownAttempt;
  readonly isInactive: boolean;
}

/** Whose consent it was, or why nobody knows. */
const identify = async (
  deps: Deps,
  rested: OauthAttempt,
  { accessToken, scopes, accountKey: signedIn }: Grant,
  trace: string,
): Promise<Identified | Failure> => {
  try {
    const authorization = deps.authorizations[providerOf(rested.platform)];
    const account = await authorization.identify(accessToken, signedIn);
    const { key: accountKey, label: accountLabel, plan, isInactive = false } = account;
    const grant = { accountKey, accountLabel, scopes: [...scopes], ...(plan && { plan }) };
    return { known: { ...rested, grant }, isInactive };
  } catch (error) {
    logFailure(deps, error, trace);
    const verdict = error instanceof ProviderError ? error.verdict : undefined;
    if (verdict === 'scope') return 'insufficient_scope';
    return verdict === 'final' ? 'account_unusable' : 'provider_unavailable';
  }
};

/** With the code in hand: exchange, identify, judge, and rest the tokens on the attempt until its user completes it. */
const receiveCode = async (deps: Deps, consumed: Consumed, code: string, trace: string): Promise<string> => {
  const { grant, rested } = await exchange(deps, consumed, code, trace);
  const identified = await identify(deps, rested, grant, trace);
  if (typeof identified === 'string') return refuse(deps, rested, identified, trace);
  const { known, isInactive } = identified;
  if (isInactive) return refuse(deps, known, 'account_unusable', trace);
  const { failure, leaving } = await judgeGranted(deps)(known, grant, trace);
  if (failure !== undefined) return refuse(deps, known, failure, trace);
  const kept = await keep(deps, known, leaving);
  if (kept === undefined) return refuse(deps, known, 'provider_unavailable', trace);
  await adopt(deps, kept, trace);
  return backTo(kept, { result: 'ok', attempt: kept.id, requestId: trace });
};

const receiveAnswer = async (
  deps: Deps,
  consumed: Consumed,
  { code, ...answer }: CallbackQuery,
  trace: string,
): Promise<string> => {
  const { attempt } = consumed;
  const { judgeRefusal } = deps.authorizations[providerOf(attempt.platform)];
  if (code === undefined || answer.error !== undefined)
    return refuse(deps, attempt, judgeRefusal(answer), trace);
  try {
    return await receiveCode(deps, consumed, code, trace);
  } catch (cause) {
    logFailure(deps, cause, trace);
    const isWall = cause instanceof ProviderError && cause.verdict === 'tenant';
    return refuse(deps, attempt, isWall ? 'needs_admin_approval' : 'provider_unavailable', trace);
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
