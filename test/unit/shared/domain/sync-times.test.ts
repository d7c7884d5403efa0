import { assert, asyncProperty, date, integer, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Feed } from '../../../../events/stored/feed.ts';
import { eventTimes } from '../../../../shared/domain/event-times.ts';
import {
  feedDueAt,
  isTailDue,
  reconcileAt,
  renewalOf,
  watchRetryAt,
} from '../../../../shared/domain/feed-due.ts';
import { retryDelayMs } from '../../../../shared/domain/retry-delay.ts';
import { syncWindow } from '../../../../shared/domain/sync-window.ts';
import { aFeed } from '../../../support/a-feed.ts';

const NOW = '2027-01-04T09:00:00.000Z';
const inMinutes = (minutes: number): string => new Date(Date.parse(NOW) + minutes * 60_000).toISOString();
const feed = (over: Partial<Feed> = {}): Feed =>
  aFeed({
    generation: 'gen_1',
    cursor: 'cursor',
    lastReadStartedAt: NOW,
    channel: { id: 'chn_1', resourceId: 'r', expiresAt: inMinutes(10_000), renewAt: inMinutes(7_500) },
    ...over,
  });

describe('when a feed needs something', () => {
  it('is within the hour after its last read, for each in a minute of its own, whenever all were read at once', async () => {
    const ids = Array.from({ length: 10_000 }, (_, index) => `feed-${index}`);
    const readAt = date({ min: new Date('2027-01-01'), max: new Date('2028-01-01'), noInvalidDate: true });
    const even = asyncProperty(readAt, async (when) => {
      const waits = ids.map((id) => Date.parse(reconcileAt(id, when.toISOString())) - when.getTime());
      expect(Math.min(...waits)).toBeGreaterThanOrEqual(10 * 60_000);
      expect(Math.max(...waits)).toBeLessThan(55 * 60_000);
      const minutes = [...Map.groupBy(waits, (wait) => Math.floor(wait / 60_000)).values()];
      expect(minutes).toHaveLength(45);
      // 222 in each on the average, and six standard deviations of chance.
      expect(Math.max(...minutes.map((all) => all.length))).toBeLessThan(222 + 90);
      expect(Math.min(...minutes.map((all) => all.length))).toBeGreaterThan(222 - 90);
    });
    await assert(even, { numRuns: 20 });
  });

  it('is at the slots of its own, and one is left out shortly after a read of any cause', async () => {
    const minutes = integer({ min: 0, max: 600_000 });
    const slots = asyncProperty(string(), minutes, async (id, minute) => {
      const slot = reconcileAt(id, inMinutes(minute));
      const fromSlot = (more: number): string => new Date(Date.parse(slot) + more * 60_000).toISOString();
      expect(reconcileAt(id, fromSlot(0))).toBe(fromSlot(45));
      expect(reconcileAt(id, fromSlot(-11))).toBe(slot);
      expect(reconcileAt(id, fromSlot(-9))).toBe(fromSlot(45));
    });
    await assert(slots);
  });

  it.each([
    [
      'when its channel is to be renewed',
      { channel: { id: 'c', resourceId: 'r', renewAt: inMinutes(9) } },
      9,
    ],
    ['at once without a channel', { channel: undefined }, 0],
    ['at once with a channel that was never confirmed', { channel: { id: 'c' } }, 0],
    ['when an unexplained hint is looked into again', { recheckAt: inMinutes(1) }, 1],
    ['when nobody can be reading what was replaced', { stale: ['gen_0'], sweepAt: inMinutes(6) }, 6],
    ['at once for what nobody may read any more', { stale: ['gen_0'] }, 0],
    ['when what was doubted is asked again', { doubted: { until: inMinutes(10), eventIds: ['e'] } }, 10],
    [
      'a quarter of an hour after a full read began that has not ended',
      { reading: { generation: 'g', from: NOW, to: NOW, startedAt: inMinutes(-5) } },
      10,
    ],
    ['never before what it was told to wait for', { recheckAt: inMinutes(1), notBefore: inMinutes(7) }, 7],
    ['when the wait of a read that was refused is over', { attempts: 1, notBefore: inMinutes(2) }, 2],
    [
      'when the wait of a full read is over',
      {
        attempts: 2,
        notBefore: inMinutes(3),
        reading: { generation: 'g', from: NOW, to: NOW, startedAt: NOW },
      },
      3,
    ],
  ])('is %s', (_, over, minutes) => {
    const { channel, ...rest } = { ...feed(), ...over };
    expect(feedDueAt({ ...rest, ...(channel && { channel }) }, NOW)).toBe(inMinutes(minutes));
  });

  it('is not for its channel where a calendar cannot be watched', () => {
    const { channel: _, ...unwatched } = feed({ watchAfter: inMinutes(9_000) });
    expect(Date.parse(feedDueAt(unwatched, NOW))).toBeGreaterThanOrEqual(Date.parse(inMinutes(10)));
  });

  it('is, once a day, for what time has brought into the window', () => {
    const end = '2028-01-05T09:00:00.000Z';
    expect(isTailDue(feed({ readTo: '2028-01-04T09:00:00.000Z' }), end)).toBe(true);
    expect(isTailDue(feed({ readTo: '2028-01-04T09:00:00.001Z' }), end)).toBe(false);
  });
});

describe('a watch that was refused', () => {
  const now = Date.parse(NOW);
  const working = (minutes: number) => ({ previousChannel: { id: 'chn_0', expiresAt: inMinutes(minutes) } });

  it.each([
    ['of a channel with days to live', working(2_000), 5],
    ['of a channel with a quarter of an hour to live', working(16), 2],
    ['of a channel that is about to end', working(1), 1],
    ['of a channel that has ended', working(-60), 1],
    ['of a calendar that nothing watches', {}, 1],
    ['of a calendar that nothing watches, a second time', { watchTries: 1 }, 2],
    ['of a calendar that nothing watches, for a day', { watchTries: 500 }, 3],
  ])('%s is tried again in good time', (_, feedBefore, minutes) => {
    expect(watchRetryAt(feedBefore, now)).toBe(inMinutes(minutes));
  });

  it('waits as long as the provider asks for', () => {
    expect(watchRetryAt(working(16), now, 3_600)).toBe(inMinutes(60));
  });
});

describe('a channel', () => {
  const ids = Array.from({ length: 10_000 }, (_, index) => `feed-${index}`);

  it('is renewed at a time of its own, whatever was opened with it: evenly spread, and long before it ends', async () => {
    const life = integer({ min: 60, max: 30 * 24 * 60 });
    const even = asyncProperty(life, async (minutes) => {
      const expiresAt = inMinutes(minutes);
      const parts = ids.map(
        (id) =>
          (Date.parse(renewalOf(id, NOW, expiresAt)) - Date.parse(NOW)) /
          (Date.parse(expiresAt) - Date.parse(NOW)),
      );
      expect(Math.min(...parts)).toBeGreaterThanOrEqual(0.599);
      // Even one of an hour has twelve minutes left: room for some five tries.
      expect(Math.max(...parts)).toBeLessThanOrEqual(0.801);
      const slices = Map.groupBy(parts, (part) => Math.min(39, Math.floor((part - 0.6) * 200)));
      const sizes = Array.from({ length: 40 }, (_, slice) => slices.get(slice)?.length ?? 0);
      // 250 in each on the average, and six standard deviations of chance.
      expect(Math.max(...sizes)).toBeLessThan(250 + 95);
      expect(Math.min(...sizes)).toBeGreaterThan(250 - 95);
    });
    await assert(even, { numRuns: 20 });
  });

  it('is renewed after the same part of every life of its own', () => {
    const [week, hour] = [
      renewalOf('feed-1', NOW, inMinutes(10_080)),
      renewalOf('feed-1', NOW, inMinutes(60)),
    ];
    const passed = (instant: string): number => Date.parse(instant) - Date.parse(NOW);
    expect(Math.abs(passed(week) / 168 - passed(hour))).toBeLessThan(1);
  });
});

it('the window is one day back and twelve months ahead, also from a leap day', () => {
  expect(syncWindow(Date.parse('2028-02-29T12:00:00Z'))).toEqual({
    from: '2028-02-28T12:00:00.000Z',
    to: '2029-02-28T12:00:00.000Z',
  });
});

describe('waiting after a failure', () => {
  it('doubles up to eight minutes, spread over the later half', async () => {
    await assert(
      asyncProperty(integer({ min: 1, max: 60 }), string(), async (attempt, seed) => {
        const ceiling = Math.min(480_000, 2_000 * 2 ** (attempt - 1));
        const delay = retryDelayMs(attempt, seed);
        expect(delay).toBeGreaterThanOrEqual(ceiling / 2);
        expect(delay).toBeLessThanOrEqual(ceiling);
      }),
    );
  });

  it('is never shorter than what the provider asked for', () => {
    expect(retryDelayMs(1, 'feed-1', 3_600)).toBeGreaterThanOrEqual(3_600_000);
  });
});

describe('the time of an event', () => {
  it.each([
    [
      'in the summer of Prague',
      '2027-07-05',
      '2027-07-06',
      'Europe/Prague',
      '2027-07-04T22:00:00.000Z',
      '2027-07-05T22:00:00.000Z',
    ],
    [
      'over the night that lacks an hour',
      '2027-03-28',
      '2027-03-29',
      'Europe/Prague',
      '2027-03-27T23:00:00.000Z',
      '2027-03-28T22:00:00.000Z',
    ],
    [
      'where midnight is skipped',
      '2027-09-05',
      '2027-09-06',
      'America/Santiago',
      '2027-09-05T04:00:00.000Z',
      '2027-09-06T03:00:00.000Z',
    ],
  ])('is a whole day of its calendar %s', (_, ...[start, end, zone, from, to]) => {
    expect(eventTimes({ allDay: { start, end } }, zone)).toEqual({ start: from, end: to });
  });

  it('is none where none is said', () => {
    expect(eventTimes({}, 'UTC')).toBeUndefined();
    expect(eventTimes({ start: NOW }, 'UTC')).toBeUndefined();
    expect(eventTimes({ allDay: { start: 'soon', end: 'later' } }, 'UTC')).toBeUndefined();
  });
});
