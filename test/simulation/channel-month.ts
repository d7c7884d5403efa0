import { ProviderError } from '../../shared/ports/provider-error.ts';
import { feedWorld } from './feed-world.ts';
import type { Gap } from './watch-ledger.ts';

interface Month {
  readonly feeds: number;
  readonly seed: number;
  /** Channels live from an hour to this. */
  readonly longestLifeHours: number;
}
interface MonthReport {
  /** Unwatched though nothing was out, nor had been for a quarter of an hour. */
  readonly faults: readonly Gap[];
  /** The longest that a feed went unwatched after an outage had ended, in minutes. */
  readonly longestAfterMinutes: number;
  readonly watches: number;
  readonly reads: number;
  /** Gaps that began in an outage: with none the month has shown nothing. */
  readonly darkened: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const BEGINS_AT = Date.parse('2027-01-04T00:00:00.000Z');
const GRACE_MS = 15 * MINUTE_MS;

interface Outage {
  readonly from: number;
  readonly to: number;
}

const outageAt = (at: number): Outage => ({ from: at, to: at + 6 * HOUR_MS });
const isIn =
  ({ from, to }: Outage) =>
  (now: number): boolean =>
    now >= from && now < to;

/** What of a gap lies where nobody had an excuse. */
const inexcusable = (gap: Gap, outages: readonly Outage[]): boolean =>
  !outages.some(({ from, to }) => gap.from >= from && gap.from < to + GRACE_MS && gap.to <= to + GRACE_MS);

/** Google's own trouble, its word against the whole hub, and nothing of ours running. */
const DOWN = outageAt(BEGINS_AT + 6 * DAY_MS);
const REFUSED = outageAt(BEGINS_AT + 14 * DAY_MS);
const OURS = outageAt(BEGINS_AT + 22 * DAY_MS);
const OUTAGES = [DOWN, REFUSED, OURS];

const outage = (now: number): ProviderError | undefined => {
  if (isIn(DOWN)(now)) return new ProviderError('transient', { word: 'backendError' });
  return isIn(REFUSED)(now) ? new ProviderError('project', { word: 'accessNotConfigured' }) : undefined;
};

/** A month of channels, a tenth of whose renewals is refused and a hundredth lost on the way back, with three outages of six hours. */
export const channelMonth = async ({ feeds, seed, longestLifeHours }: Month): Promise<MonthReport> => {
  const world = feedWorld({
    feeds,
    seed,
    beginsAt: BEGINS_AT,
    weather: { refusedWatches: 0.1, lostWatches: 0.01, failedReads: 0.005, longestLifeHours },
    outage,
    areWeOut: isIn(OURS),
  });
  await world.fill();
  await world.runUntil(BEGINS_AT + 30 * DAY_MS);
  const gaps = world.ledger.gaps();
  const after = OUTAGES.flatMap(({ from, to }) =>
    gaps.filter((gap) => gap.from >= from && gap.from < to).map((gap) => gap.to - to),
  );
  return {
    faults: gaps.filter((gap) => inexcusable(gap, OUTAGES)),
    longestAfterMinutes: Math.max(0, ...after) / MINUTE_MS,
    watches: world.calls.watch,
    reads: world.calls.changesSince + world.calls.readWindow,
    darkened: after.length,
  };
};
