import { ZoomRefusal } from '../../../events/provider/zoom/refusal.ts';
import { ProviderError, type Verdict } from '../../ports/provider-error.ts';
import type { Answer } from '../call-provider.ts';

/** Zoom's documented numbers: https://developers.zoom.us/docs/api/errors and the tables of the meetings API. */
const VERDICTS: ReadonlyMap<number, Verdict> = new Map<number, Verdict>([
  [124, 'token'],
  [200, 'ours'],
  [300, 'ours'],
  // The account has left the company, or Zoom: https://developers.zoom.us/docs/api/errors
  [1001, 'final'],
  [1010, 'final'],
  [3000, 'ours'],
  [3001, 'gone'],
  [3003, 'ours'],
  [3018, 'ours'],
  [3037, 'ours'],
  [3038, 'gone'],
  // Hosting was taken from this user, for whatever meeting.
  [3161, 'ours'],
  [4700, 'scope'],
  [4711, 'scope'],
]);

/** Their words say more than their numbers. */
const WORDS: ReadonlyMap<number, string> = new Map([
  [3002, 'in_progress'],
  [3007, 'over'],
]);

const DAY_MS = 86_400_000;
const PER_HOST = /daily rate limit \(\d+\)/iu;
const PER_DAY = /\bdaily\b/iu;
const PER_SECOND = /per-second/iu;
const SHORT_SECONDS = 2;

/** Zoom's days are those of UTC; by the answer's own clock, so that no two have to agree. */
const untilMidnight = (date: string | null): number => {
  const now = Date.parse(date ?? '');
  if (Number.isNaN(now)) return DAY_MS / 1000;
  return Math.ceil((DAY_MS - (now % DAY_MS)) / 1000);
};

/** An ISO date-time here, not seconds. */
const untilNamed = (asked: string | null, date: string | null): number | undefined => {
  const seconds = (Date.parse(asked ?? '') - Date.parse(date ?? '')) / 1000;
  return seconds >= 0 ? Math.ceil(seconds) : undefined;
};

/** The headers may speak of another quota than the one that is spent, so the words come first. */
const throttled = (message: string, headers: Headers): ProviderError => {
  const date = headers.get('date');
  const named = untilNamed(headers.get('retry-after'), date);
  if (PER_HOST.test(message))
    return new ProviderError('throttled', { word: 'daily_limit', retryAfterSeconds: untilMidnight(date) });
  if (PER_SECOND.test(message))
    return new ProviderError('throttled', { word: 'per_second_limit', retryAfterSeconds: SHORT_SECONDS });
  if (PER_DAY.test(message))
    return new ProviderError('throttled', {
      word: 'account_daily_limit',
      retryAfterSeconds: named ?? untilMidnight(date),
    });
  return new ProviderError('throttled', { word: 'rate_limit', retryAfterSeconds: named });
};

/** Judges a refused call by Zoom's number; one that nobody documented is transient. */
export const interpretRefusal = ({ status, body, headers }: Answer): ProviderError => {
  const { data } = ZoomRefusal.safeParse(body);
  if (status >= 500) return new ProviderError('transient', { word: `status ${status}` });
  if (status === 429) return throttled(data?.message ?? '', headers);
  const word = data && (WORDS.get(data.code) ?? String(data.code));
  const known = data && VERDICTS.get(data.code);
  return new ProviderError(known ?? (status === 401 ? 'token' : 'transient'), {
    word: word ?? `status ${status}`,
  });
};
