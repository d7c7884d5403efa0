import { GoogleCalendarRefusal } from '../../../events/provider/google/calendar-refusal.ts';
import { ProviderError, type Verdict } from '../../ports/provider-error.ts';

/** What is left of a failed call: nothing but the word where no answer came. */
export interface Refusal {
  readonly status?: number | undefined;
  readonly body?: unknown;
  readonly retryAfter?: string | undefined;
  /** The transport's own word: `ECONNRESET`, `TimeoutError`. */
  readonly code?: string | undefined;
}

/** Google's documented words: https://developers.google.com/workspace/calendar/api/guides/errors */
const VERDICTS: Readonly<Record<string, Verdict>> = {
  invalid: 'ours',
  required: 'ours',
  badRequest: 'ours',
  parseError: 'ours',
  timeRangeEmpty: 'ours',
  timeRangeTooLong: 'ours',
  channelIdNotUnique: 'conflict',
  'push.webhookUrlNotHttps': 'ours',
  'push.webhookUrlUnauthorized': 'ours',
  pushNotSupportedForRequestedResource: 'ours',
  authError: 'token',
  rateLimitExceeded: 'throttled',
  userRateLimitExceeded: 'throttled',
  quotaExceeded: 'throttled',
  calendarUsageLimitsExceeded: 'throttled',
  dailyLimitExceeded: 'tenant',
  accessNotConfigured: 'tenant',
  insufficientPermissions: 'scope',
  forbidden: 'ours',
  requiredAccessLevel: 'ours',
  forbiddenForNonOrganizer: 'ours',
  forbiddenForServiceAccounts: 'ours',
  notACalendarUser: 'final',
  notFound: 'gone',
  deleted: 'gone',
  duplicate: 'conflict',
  fullSyncRequired: 'cursor',
  updatedMinTooLongAgo: 'cursor',
  conditionNotMet: 'stale',
};

/** These statuses speak for themselves, whatever the word beside them. */
const BY_STATUS: Readonly<Record<number, Verdict>> = { 401: 'token', 412: 'stale', 429: 'throttled' };

/** An account's own abuse limit lasts for hours: https://support.google.com/a/answer/2905486 */
const HOUR_SECONDS = 3_600;
const LONG = new Set(['quotaExceeded', 'calendarUsageLimitsExceeded']);

const wordOf = ({ status, body, code }: Refusal): string => {
  const parsed = GoogleCalendarRefusal.safeParse(body);
  const reason = parsed.success ? parsed.data.error.errors[0]?.reason : undefined;
  return reason ?? code ?? (status === undefined ? 'no answer' : `status ${status}`);
};

const verdictOf = (word: string, status: number | undefined): Verdict => {
  if (status !== undefined && status >= 500) return 'transient';
  if (status === 401 && word === 'required') return 'token';
  return VERDICTS[word] ?? (status === undefined ? undefined : BY_STATUS[status]) ?? 'transient';
};

const waitOf = (word: string, { retryAfter }: Refusal): number | undefined => {
  if (LONG.has(word)) return HOUR_SECONDS;
  return retryAfter !== undefined && /^\d{1,6}$/u.test(retryAfter) ? Number(retryAfter) : undefined;
};

/** Judges a failed call by Google's words; a word that nobody documented is transient. */
export const interpretRefusal = (refusal: Refusal, cause?: unknown): ProviderError => {
  const word = wordOf(refusal);
  return new ProviderError(verdictOf(word, refusal.status), {
    word,
    retryAfterSeconds: waitOf(word, refusal),
    cause,
  });
};
