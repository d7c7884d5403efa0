import { expect, it } from 'vitest';
import { ProviderError } from '../../shared/ports/provider-error.ts';
import { feedWorld } from './feed-world.ts';
import { standInMailbox } from './stand-in-mailbox.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const BEGINS_AT = Date.parse('2027-01-04T00:00:00.000Z');
const FEEDS = 40;

const hours = (from: number, to: number) => ({
  from: BEGINS_AT + from * HOUR_MS,
  to: BEGINS_AT + to * HOUR_MS,
});
type Hours = ReturnType<typeof hours>;
const isIn =
  ({ from, to }: Hours) =>
  (now: number): boolean =>
    now >= from && now < to;

/** Microsoft's trouble, nothing of ours running for a day and a half, and for longer than any renewal is made ahead of its time. */
const DOWN = hours(24, 36);
const OURS = hours(60, 96);
const LONG = hours(130, 196);

it('ten days of mailboxes: none is unwatched but in an outage of nearly three days, nor for more than 15 minutes after it', async () => {
  const world = feedWorld({
    feeds: FEEDS,
    seed: 11,
    beginsAt: BEGINS_AT,
    weather: { refusedWatches: 0.1, lostWatches: 0.02, failedReads: 0.005, longestLifeHours: 70 },
    calendars: standInMailbox,
    outage: (now) => (isIn(DOWN)(now) ? new ProviderError('transient', { word: 'status 503' }) : undefined),
    areWeOut: (now) => isIn(OURS)(now) || isIn(LONG)(now),
  });
  await world.fill();
  await world.runUntil(BEGINS_AT + 240 * HOUR_MS);
  const gaps = world.ledger.gaps();
  // A first subscription whose answer was lost is known a minute later.
  const later = gaps.filter(({ from }) => from >= BEGINS_AT + 2 * HOUR_MS);
  const excused = { from: LONG.from, to: LONG.to + 15 * MINUTE_MS };
  expect(later.filter(({ from, to }) => !isIn(excused)(from) || to > excused.to)).toEqual([]);
  expect(new Set(later.map(({ feedId }) => feedId)).size).toBe(FEEDS);
  const { watch, renewWatch } = world.calls;
  expect(watch).toBeLessThan(FEEDS * 4);
  expect(renewWatch).toBeGreaterThan(FEEDS * 4);
}, 60_000);
