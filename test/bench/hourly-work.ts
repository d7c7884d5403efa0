import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { feedWorld } from '../simulation/feed-world.ts';
import type { Row } from './row.ts';

interface Hour {
  readonly feeds: number;
  readonly ms: number;
  readonly requests: number;
  readonly heldMb: number;
  readonly grownMb: number;
}

const BASE = 1_000;
const SIZES = [100, BASE, 10_000, 100_000];
const HOUR_MS = 3_600_000;
const BEGINS_AT = Date.parse('2027-01-04T00:00:00.000Z');
/** A small world's hour is over before it can be timed well: so many feeds, or this many hours of them. */
const ENOUGH_FEEDS = 10_000;
const MOST_HOURS = 12;
/** The first hours connect and watch; then every hour is like the others. */
const SETTLED_HOURS = 3;
const TIMES = 1.5;

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

/** Megabytes of living objects. */
const heap = (): number => {
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed / 1e6;
};

/** Port calls stand for requests: each read, write and sweep page is one at DynamoDB, each page of messages a few at SQS. */
const requestsOf = ({ asked, calls, messages }: ReturnType<typeof feedWorld>): number =>
  [...Object.values(asked.feeds), ...Object.values(asked.dues), ...Object.values(calls)].reduce(
    (sum, each) => sum + each,
    messages(),
  );

const hourOf = async (feeds: number): Promise<Hour> => {
  const empty = heap();
  const world = feedWorld({
    feeds,
    seed: 1,
    beginsAt: BEGINS_AT,
    weather: { refusedWatches: 0, lostWatches: 0, failedReads: 0, longestLifeHours: 168 },
    isProviderOut: () => false,
    areWeOut: () => false,
  });
  await world.fill();
  await world.runUntil(BEGINS_AT + SETTLED_HOURS * HOUR_MS);
  const held = heap();
  const before = requestsOf(world);
  const hours = Math.min(MOST_HOURS, Math.max(1, ENOUGH_FEEDS / feeds));
  const from = performance.now();
  await world.runUntil(BEGINS_AT + (SETTLED_HOURS + hours) * HOUR_MS);
  const ms = (performance.now() - from) / hours;
  const requests = Math.round((requestsOf(world) - before) / hours);
  return { feeds, ms, requests, heldMb: held - empty, grownMb: heap() - held };
};

const noteOf = ({ feeds, ms, requests, heldMb }: Hour): string =>
  `${feeds.toLocaleString('en')} feeds: ${ms.toFixed(0)} ms, ${requests.toLocaleString('en')} requests, ${heldMb.toFixed(0)} MB of stores`;

/**
 * An hour of the real sweep and the real work of a feed over stores in memory, which pass the contract suites of their ports: the
 * local DynamoDB would be what is measured otherwise. Per feed everything is to cost the same, however many there are.
 */
export const hourlyWork = async (): Promise<Row[]> => {
  await hourOf(BASE);
  const hours: Hour[] = [];
  for (const size of SIZES) hours.push(await hourOf(size));
  const base = hours.find(({ feeds }) => feeds === BASE);
  if (base === undefined) throw new Error('there is nothing to compare with');
  const [per, unit] = ['a feed', '× that of 1,000 feeds'];
  return hours
    .filter(({ feeds }) => feeds !== base.feeds)
    .flatMap((hour) => {
      const name = hour.feeds.toLocaleString('en');
      const share = (of: (each: Hour) => number): number => of(hour) / hour.feeds / (of(base) / base.feeds);
      return [
        {
          what: `time of an hour for ${per}, ${name} feeds`,
          measured: share(({ ms }) => ms),
          budget: TIMES,
          unit,
          note: noteOf(hour),
        },
        {
          what: `requests of an hour for ${per}, ${name} feeds`,
          measured: share(({ requests }) => requests),
          budget: 1.1,
          unit,
        },
        {
          what: `growth of memory in an hour, ${name} feeds`,
          measured: Math.max(0, hour.grownMb / hour.heldMb),
          budget: 0.1,
          unit: '× what the stores hold',
          note: `${hour.grownMb.toFixed(1)} MB`,
        },
      ];
    });
};
