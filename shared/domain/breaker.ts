import type { Breaker, BreakerName } from '../../events/stored/breaker.ts';

const FIRST_MS = 30_000;
/** Short enough that a quarter of an hour after the refusals end all work goes on, and every calendar is watched. */
const LONGEST_MS = 8 * 60_000;
/** Longer than any call takes: whoever died with it is followed by somebody else. */
const PROBE_MS = 30_000;

interface Refusal {
  readonly word: string;
  readonly retryAfterSeconds?: number | undefined;
}

const instant = (ms: number): string => new Date(ms).toISOString();

const openMs = (trips: number, askedSeconds = 0): number =>
  Math.max(askedSeconds * 1000, Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(trips - 1, 10)));

const base = (before: Breaker | undefined, name: BreakerName) => ({
  v: 1 as const,
  name,
  version: (before?.version ?? 0) + 1,
});

/** After a refusal: open for half a minute, twice as long after each that follows, up to eight minutes, or as long as was asked. */
export const openBreaker = (
  before: Breaker | undefined,
  name: BreakerName,
  { word, retryAfterSeconds }: Refusal,
  now: number,
): Breaker => {
  const isNew = before?.state !== 'open';
  const trips = isNew ? 1 : before.trips + 1;
  return {
    ...base(before, name),
    state: 'open',
    word,
    trips,
    openedAt: isNew ? instant(now) : before.openedAt,
    until: instant(now + openMs(trips, retryAfterSeconds)),
  };
};

/** The one question that is asked once the time is over. */
export const probeBreaker = (before: Breaker, now: number): Breaker => ({
  ...before,
  version: before.version + 1,
  probeUntil: instant(now + PROBE_MS),
});

/** The question found no answer: once more, no later than before. */
export const waitWithBreaker = ({ probeUntil: _, ...before }: Breaker, now: number): Breaker => ({
  ...before,
  version: before.version + 1,
  until: instant(now + openMs(before.trips)),
});

export const closeBreaker = ({ probeUntil: _, ...before }: Breaker): Breaker => ({
  ...before,
  version: before.version + 1,
  state: 'closed',
  trips: 0,
});

/** Until when nobody calls, in epoch milliseconds; at most `now` where somebody may ask whether it is over. */
export const closedUntil = ({ until, probeUntil = until }: Breaker): number =>
  Math.max(Date.parse(until), Date.parse(probeUntil));
