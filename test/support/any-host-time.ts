import fc from 'fast-check';
import type { Interval } from '../../shared/domain/busy-time.ts';
import type { SlotSearch } from '../../shared/domain/slot-grid.ts';
import type { HostTime } from '../../shared/domain/start-rules.ts';
import { ATOM_MS } from './slow-slots.ts';

const DAY_MS = 86_400_000;
const DAY_ATOMS = DAY_MS / ATOM_MS;

/** Zones, each with a day on which its clock does something: jumps by an hour or by half of one, at midnight, over a day, or nothing. */
const MOMENTS = [
  ['Europe/Prague', '2027-03-28'],
  ['Europe/Prague', '2027-10-31'],
  ['America/New_York', '2027-11-07'],
  ['America/Sao_Paulo', '2018-11-04'],
  ['America/Sao_Paulo', '2018-02-18'],
  ['Pacific/Apia', '2011-12-30'],
  ['Australia/Lord_Howe', '2027-04-04'],
  ['Australia/Lord_Howe', '2027-10-03'],
  ['Africa/Cairo', '2027-04-30'],
  ['Africa/Cairo', '2027-10-29'],
  ['Asia/Kathmandu', '2027-01-01'],
] as const;

export const zoneMoment = fc
  .constantFrom(...MOMENTS)
  .map(([zone, date]) => ({ zone, around: Date.parse(`${date}T00:00:00Z`) }));

const instantIn = (from: number, days: number) =>
  fc.nat(days * DAY_ATOMS - 1).map((atom) => from + atom * ATOM_MS);

const iso = (ms: number): string => new Date(ms).toISOString();

export const intervalIn = (from: number, days: number, mostAtoms: number): fc.Arbitrary<Interval> =>
  fc
    .tuple(instantIn(from, days), fc.nat(mostAtoms))
    .map(([start, length]) => ({ start: iso(start), end: iso(start + length * ATOM_MS) }));

const two = (value: number): string => String(value).padStart(2, '0');
const time = (atom: number): string => `${two(Math.floor(atom / 12))}:${two((atom % 12) * 5)}`;

/** Up to three stretches of a day that do not overlap; some touch, and some end with it. */
const dayHours = fc
  .uniqueArray(fc.oneof(fc.nat(DAY_ATOMS), fc.constantFrom(0, 12, 24, 36, DAY_ATOMS)), { maxLength: 6 })
  .map((all) => all.toSorted((a, b) => a - b))
  .map((all) =>
    all.flatMap((from, index) => {
      const to = all[index + 1];
      return index % 2 === 0 && to !== undefined ? [{ from: time(from), to: time(to) }] : [];
    }),
  );

const weekHours = fc
  .array(dayHours, { minLength: 7, maxLength: 7 })
  .map((days) => days.flatMap((all, index) => all.map((hours) => ({ day: index + 1, ...hours }))));

/** Around the clock: what several hosts have in common is seldom more. */
const allHours = fc.constant([1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' })));

const duration = (...all: string[]) => fc.constantFrom(...all);

/** Of a host in this zone, for searches about this time. */
export const anySchedule = (zone: string, around: number): fc.Arbitrary<HostTime['schedule']> =>
  fc.record(
    {
      zone: fc.constant(zone),
      hours: fc.oneof(weekHours, allHours),
      dates: fc.uniqueArray(
        fc.record({
          date: fc.integer({ min: -3, max: 3 }).map((day) => iso(around + day * DAY_MS).slice(0, 10)),
          hours: dayHours,
        }),
        { maxLength: 3, selector: ({ date }) => date },
      ),
      bufferBefore: duration('PT0M', 'PT5M', 'PT30M'),
      bufferAfter: duration('PT0M', 'PT10M', 'PT1H'),
      notice: duration('PT0M', 'PT2H', 'P1D'),
      horizon: duration('P2D', 'P3DT2H', 'P60D'),
      perDay: fc.integer({ min: 1, max: 3 }),
      perWeek: fc.integer({ min: 1, max: 5 }),
    },
    { requiredKeys: ['zone', 'hours', 'dates', 'bufferBefore', 'bufferAfter', 'notice', 'horizon'] },
  );

export const anyHostTime = (zone: string, around: number): fc.Arbitrary<HostTime> =>
  fc.record(
    {
      schedule: anySchedule(zone, around),
      busy: fc.array(intervalIn(around - 3 * DAY_MS, 6, 60), { maxLength: 8 }),
      held: fc.array(intervalIn(around - 8 * DAY_MS, 16, 20), { maxLength: 8 }),
      known: fc.nat(19).map((one) => one > 0),
      knownUntil: instantIn(around, 3).map(iso),
    },
    { requiredKeys: ['schedule', 'busy', 'held', 'known'] },
  );

/** For two days about this time; the clock of whoever asks is not set to the minute. */
export const anySearch = (around: number): fc.Arbitrary<SlotSearch> =>
  fc.record({
    now: fc
      .tuple(instantIn(around - 3 * DAY_MS, 3), fc.constantFrom(0, 1, ATOM_MS - 1))
      .map(([at, more]) => at + more),
    window: instantIn(around - 1.5 * DAY_MS, 2).map((from) => ({
      start: iso(from),
      end: iso(from + 2 * DAY_MS),
    })),
    durationMs: fc.integer({ min: 1, max: 36 }).map((count) => count * ATOM_MS),
    gridMs: fc.constantFrom(5, 10, 15, 30, 45, 50, 60, 90).map((minutes) => minutes * 60_000),
  });

/** A host and a search on an eventful day of their zone. */
export const hostAndSearch = zoneMoment.chain(({ zone, around }) =>
  fc.record({ host: anyHostTime(zone, around), search: anySearch(around) }),
);
