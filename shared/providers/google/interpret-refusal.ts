import { GoogleCalendarRefusal } from '../../../events/provider/google/calendar-refusal.ts';
import { ProviderError, type Verdict } from '../../ports/provider-error.ts';
import { retryAfterSeconds } from '../retry-after.ts';

/** What is left of a failed call: nothing but the word where no answer came. */
export interface Refusal {
  readonly status?: number | undefined;
  readonly body?: unknown;
  readonly retryAfter?: string | undefined;
  /** The answer's own `Date`. */
  readonly date?: string | undefined;
  /** The transport's own word: `ECONNRESET`, `TimeoutError`. */
  readonly code?: string | undefined;
}

/**
 * Google's documented words. A limit is the user's own, or the calendar's; only what concerns the console's project is `project`.
 * https://developers.google.com/workspace/calendar/api/guides/errors
 */
const VERDICTS: ReadonlyMap<string, Verdict> = new Map<string, Verdict>([
  ['invalid', 'ours'],
  ['required', 'ours'],
  ['badRequest', 'ours'],
  ['parseError', 'ours'],
  ['timeRangeEmpty', 'ours'],
  ['timeRangeTooLong', 'ours'],
  ['channelIdNotUnique', 'conflict'],
  ['push.webhookUrlNotHttps', 'ours'],
  ['push.webhookUrlUnauthorized', 'ours'],
  ['pushNotSupportedForRequestedResource', 'ours'],
  ['authError', 'token'],
  ['rateLimitExceeded', 'throttled'],
  ['userRateLimitExceeded', 'throttled'],
  ['quotaExceeded', 'throttled'],
  ['calendarUsageLimitsExceeded', 'throttled'],
  ['dailyLimitExceeded', 'project'],
  ['accessNotConfigured', 'project'],
  ['insufficientPermissions', 'scope'],
  ['forbidden', 'ours'],
  ['requiredAccessLevel', 'ours'],
  ['forbiddenForNonOrganizer', 'ours'],
  ['forbiddenForServiceAccounts', 'ours'],
  ['notACalendarUser', 'final'],
  ['notFound', 'gone'],
  ['deleted', 'gone'],
  ['duplicate', 'conflict'],
  ['fullSyncRequired', 'cursor'],
  ['updatedMinTooLongAgo', 'cursor'],
  ['conditionNotMet', 'stale'],
]);

/** The words of the details, finer than the `forbidden` that stands beside some of them. */
const DETAILS: ReadonlyMap<string, Verdict> = new Map<string, Verdict>([
  ['SERVICE_DISABLED', 'project'],
  ['BILLING_DISABLED', 'project'],
  ['CONSUMER_SUSPENDED', 'project'],
  ['CONSUMER_INVALID', 'project'],
  ['RATE_LIMIT_EXCEEDED', 'throttled'],
  ['ACCESS_TOKEN_EXPIRED', 'token'],
  ['ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'scope'],
]);

/** These statuses speak for themselves, whatever the word beside them. */
const BY_STATUS: ReadonlyMap<number | undefined, Verdict> = new Map<number | undefined, Verdict>([
  [401, 'token'],
  [412, 'stale'],
  [429, 'throttled'],
]);

/** An account's own abuse limit lasts for hours: https://support.google.com/a/answer/2905486 */
const HOUR_SECONDS = 3_600;
const LONG = new Set(['quotaExceeded', 'calendarUsageLimitsExceeded']);

/** A word is written to logs and items: what is not shaped like one is not repeated. */
const WORD = /^[\w.\- ]{1,60}$/u;

const wordOf = ({ status, body, code }: Refusal): string => {
  const parsed = GoogleCalendarRefusal.safeParse(body);
  const { errors, details } = parsed.success ? parsed.data.error : { errors: [], details: [] };
  const detail = details.find(({ reason = '' }) => DETAILS.has(reason))?.reason;
  const reason = errors.find((each) => WORD.test(each.reason ?? ''))?.reason;
  const said = reason === 'forbidden' ? (detail ?? reason) : (reason ?? detail);
  return said ?? code ?? (status === undefined ? 'no answer' : `status ${status}`);
};

const verdictOf = (word: string, status: number | undefined): Verdict => {
  if (status !== undefined && status >= 500) return 'transient';
  if (status === 401 && word === 'required') return 'token';
  return VERDICTS.get(word) ?? DETAILS.get(word) ?? BY_STATUS.get(status) ?? 'transient';
};

/** Judges a failed call by Google's words; a word that nobody documented is transient. */
export const interpretRefusal = (refusal: Refusal, cause?: unknown): ProviderError => {
  const word = wordOf(refusal);
  return new ProviderError(verdictOf(word, refusal.status), {
    word,
    retryAfterSeconds: LONG.has(word) ? HOUR_SECONDS : retryAfterSeconds(refusal.retryAfter, refusal.date),
    cause,
  });
};
