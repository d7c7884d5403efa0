import type { Interval } from '../../shared/domain/busy-time.ts';
import { slots } from '../../shared/domain/slots.ts';
import type { HostTime } from '../../shared/domain/start-rules.ts';
import type { Row } from './row.ts';
import { quantile } from './statistics.ts';

const HOSTS = 10;
const BUSY = 2_000;
const DAYS = 365;
const SAMPLES = 15;
const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const DAY_MS = 86_400_000;
const BEGINS_AT = Date.parse('2027-01-04T00:00:00.000Z');
const ZONES = ['Europe/Prague', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe'];
/** Nobody can offer a slot without reading the busy times and putting them in order; hours, buffers, days and the grid cost as much again. */
const TIMES = 5;

const iso = (ms: number): string => new Date(ms).toISOString();

/** Strewn over the year by a step that meets every quarter of an hour once. */
const busyOf = (nth: number): Interval[] =>
  Array.from({ length: BUSY }, (_, index) => {
    const start = BEGINS_AT + ((index * 7_919 + nth * 31) % (DAYS * 96)) * QUARTER_MS;
    return { start: iso(start), end: iso(start + (1 + (index % 6)) * QUARTER_MS) };
  });

const hostOf = (nth: number): HostTime => ({
  schedule: {
    zone: ZONES[nth % ZONES.length] ?? 'UTC',
    hours: [1, 2, 3, 4, 5].flatMap((day) => [
      { day, from: '09:00', to: '12:00' },
      { day, from: '13:00', to: '17:00' },
    ]),
    dates: [],
    bufferBefore: 'PT5M',
    bufferAfter: 'PT10M',
    notice: 'PT2H',
    horizon: 'P400D',
    perDay: 6,
    perWeek: 20,
  },
  busy: busyOf(nth),
  held: busyOf(nth + HOSTS).slice(0, BUSY / 10),
  known: true,
});

/** Of this thread only: neither the other work of the machine nor the collector's helpers count. */
const cpuMs = (work: () => unknown): number => {
  const { user, system } = process.threadCpuUsage();
  work();
  const after = process.threadCpuUsage();
  return (after.user + after.system - user - system) / 1000;
};

const inOrder = (busy: readonly Interval[]): number[][] =>
  busy.map(({ start, end }) => [Date.parse(start), Date.parse(end)]).sort(([a = 0], [b = 0]) => a - b);

/** A year of slots of a round robin against the same busy times only put in order, turn about. */
export const yearOfSlots = (): Row => {
  const hosts = Array.from({ length: HOSTS }, (_, nth) => hostOf(nth));
  const search = {
    now: BEGINS_AT,
    window: { start: iso(BEGINS_AT), end: iso(BEGINS_AT + DAYS * DAY_MS) },
    durationMs: 30 * MINUTE_MS,
    gridMs: QUARTER_MS,
  };
  const samples = Array.from({ length: SAMPLES }, () => ({
    bare: cpuMs(() => hosts.map(({ busy }) => inOrder(busy))),
    ours: cpuMs(() => slots('any', hosts, search)),
  }));
  const bare = quantile(
    samples.map((each) => each.bare),
    0.5,
  );
  const ours = quantile(
    samples.map((each) => each.ours),
    0.5,
  );
  return {
    what: `12 months of slots, ${HOSTS} hosts with ${BUSY.toLocaleString('en')} busy times each`,
    measured: ours / bare,
    budget: TIMES,
    unit: '× putting the busy times in order',
    note: `${ours.toFixed(0)} ms against ${bare.toFixed(0)} ms`,
  };
};
