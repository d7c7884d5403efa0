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
const SIZES = [100, 10_000, 100_000];
const HOUR_MS = 3_600_000;
const BEGINS_AT = Date.parse('2027-01-04T00:00:00.000Z');
/** A small world's hour is over before it can be timed well: so many feeds, or this many hours of them. */
const ENOUGH_FEEDS = 10_000;
const MOST_HOURS = 12;
/** The first hours connect and watch; then every hour is like the others. */
const SETTLED_HOURS = 3;
/** Twice at a thousand times as many is no growth with their number: memory is slower when more of it is in use. */
const TIMES = 2;
/** Which channels happen to end in these hours is chance. */
const REQUEST_TIMES = 1.2;

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

/** Megabytes of living objects. */
const heap = (): number => {
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed / 1e6;
};

/** Of this thread only: neither the other work of the machine nor the collector's helpers count. */
const cpuMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
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
    outage: () => undefined,
    areWeOut: () => false,
  });
  await world.fill();
  await world.runUntil(BEGINS_AT + SETTLED_HOURS * HOUR_MS);
  const held = heap();
  const before = requestsOf(world);
  const hours = Math.min(MOST_HOURS, Math.max(1, ENOUGH_FEEDS / feeds));
  const from = cpuMs();
  await world.runUntil(BEGINS_AT + (SETTLED_HOURS + hours) * HOUR_MS);
  const ms = (cpuMs() - from) / hours;
  const requests = Math.round((requestsOf(world) - before) / hours);
  return { feeds, ms, requests, heldMb: held - empty, grownMb: heap() - held };
};

/** What it holds at the end more than at the beginning, for every cursor and timer has been written anew in between. */
const memoryRow = (hour: Hour): Row => ({
  what: `growth of memory in an hour, ${hour.feeds.toLocaleString('en')} feeds`,
  measured: Math.max(0, hour.grownMb / hour.heldMb),
  budget: 0.1,
  unit: '× what the stores hold',
  note: `${hour.grownMb.toFixed(1)} MB on top of ${hour.heldMb.toFixed(1)} MB`,
});

const rowsOf = (hour: Hour, base: Hour): Row[] => {
  const feeds = `${hour.feeds.toLocaleString('en')} feeds`;
  const unit = `× that of ${BASE.toLocaleString('en')} feeds`;
  const share = (of: (each: Hour) => number): number => of(hour) / hour.feeds / (of(base) / base.feeds);
  return [
    {
      what: `time of an hour for a feed, ${feeds}`,
      measured: share(({ ms }) => ms),
      budget: TIMES,
      unit,
      note: `${hour.ms.toFixed(0)} ms against ${base.ms.toFixed(0)} ms`,
    },
    {
      what: `requests of an hour for a feed, ${feeds}`,
      measured: share(({ requests }) => requests),
      budget: REQUEST_TIMES,
      unit,
      note: `${hour.requests.toLocaleString('en')} against ${base.requests.toLocaleString('en')}`,
    },
    ...(hour.feeds > BASE ? [memoryRow(hour)] : []),
  ];
};

/**
 * An hour of the real sweep and the real work of a feed over stores in memory, which pass the contract suites of their ports: the
 * local DynamoDB would be what is measured otherwise. Per feed everything is to cost the same, however many there are.
 */
export const hourlyWork = async (): Promise<Row[]> => {
  await hourOf(BASE);
  const rows: Row[] = [];
  for (const size of SIZES) rows.push(...rowsOf(await hourOf(size), await hourOf(BASE)));
  return rows;
};
