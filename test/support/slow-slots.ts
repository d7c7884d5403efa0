import { DateTime } from 'luxon';
import { durationSeconds } from '../../events/http/duration-field.ts';
import type { Interval } from '../../shared/domain/busy-time.ts';
import type { BlockedBy } from '../../shared/domain/explain-start.ts';
import type { SlotSearch } from '../../shared/domain/slot-grid.ts';
import type { HostTime } from '../../shared/domain/start-rules.ts';

/** Every time of a test is a multiple of it, so that what holds at its begin holds all through it. */
export const ATOM_MS = 300_000;

interface Shown {
  readonly date: string;
  readonly time: string;
  readonly weekday: number;
  readonly week: string;
  readonly minuteOfDay: number;
}

const known = new Map<string, Map<number, Shown>>();

const ask = (ms: number, zone: string): Shown => {
  const local = DateTime.fromMillis(ms, { zone });
  return {
    date: local.toISODate() ?? '',
    time: [local.hour, local.minute].map((part) => String(part).padStart(2, '0')).join(':'),
    weekday: local.weekday,
    week: `${local.weekYear} ${local.weekNumber}`,
    minuteOfDay: local.hour * 60 + local.minute,
  };
};

/** What a wall clock shows, by the zone library alone, which is asked once. */
const shownAt = (ms: number, zone: string): Shown => {
  const ofZone = known.get(zone) ?? new Map<number, Shown>();
  known.set(zone, ofZone);
  const shown = ofZone.get(ms) ?? ask(ms, zone);
  ofZone.set(ms, shown);
  return shown;
};

/** Whether a start lies on the grid of a zone. */
export const isOnGrid = (start: number, gridMs: number, zone: string): boolean =>
  shownAt(start, zone).minuteOfDay % (gridMs / 60_000) === 0;

export const atoms = (from: number, until: number): number[] =>
  Array.from(
    { length: Math.max(0, Math.ceil((until - from) / ATOM_MS)) },
    (_, index) => from + index * ATOM_MS,
  );

type Schedule = HostTime['schedule'];

export const isOpenAt = (
  { zone, hours, dates }: Pick<Schedule, 'zone' | 'hours' | 'dates'>,
  ms: number,
): boolean => {
  const { date, time, weekday } = shownAt(ms, zone);
  const exception = dates.find((one) => one.date === date);
  const ofDay = exception ? exception.hours : hours.filter(({ day }) => day === weekday);
  return ofDay.some(({ from, to }) => from <= time && time < to);
};

const ms = (duration: string): number => (durationSeconds(duration) ?? Number.NaN) * 1000;

const meets = (from: number, until: number, all: readonly Interval[]): boolean =>
  all.some(({ start, end }) => start < end && Date.parse(start) < until && from < Date.parse(end));

/** How many bookings begin on the same day, or in the same week. */
const countOf = ({ schedule: { zone }, held }: HostTime, start: number, by: 'date' | 'week'): number =>
  held.filter((one) => shownAt(Date.parse(one.start), zone)[by] === shownAt(start, zone)[by]).length;

/** Which rule blocks a start, asked of one instant after the other. */
export const slowExplain = (
  host: HostTime,
  { now, durationMs, gridMs, gridZone }: Omit<SlotSearch, 'window'>,
  start: number,
): BlockedBy | undefined => {
  const { schedule, busy, held } = host;
  const end = start + durationMs;
  const [before, after] = [ms(schedule.bufferBefore), ms(schedule.bufferAfter)];
  const apart = Math.max(before, after);
  const rules: [BlockedBy, () => boolean][] = [
    ['outside_hours', () => atoms(start, end).some((each) => !isOpenAt(schedule, each))],
    ['notice', () => start - now < ms(schedule.notice)],
    ['horizon', () => start - now > ms(schedule.horizon)],
    ['unknown', () => !host.known || end + after > Date.parse(host.knownUntil ?? '9999-01-01T00:00:00Z')],
    ['busy', () => meets(start, end, [...busy, ...held])],
    ['buffer', () => meets(start - before, end + after, busy) || meets(start - apart, end + apart, held)],
    ['day_full', () => countOf(host, start, 'date') >= (schedule.perDay ?? Number.POSITIVE_INFINITY)],
    ['week_full', () => countOf(host, start, 'week') >= (schedule.perWeek ?? Number.POSITIVE_INFINITY)],
    ['not_on_grid', () => !isOnGrid(start, gridMs, gridZone ?? schedule.zone)],
  ];
  return rules.find(([, isBroken]) => isBroken())?.[0];
};

/** The starts in the window that nothing blocks. */
export const slowSlots = (host: HostTime, search: SlotSearch): number[] =>
  atoms(Date.parse(search.window.start), Date.parse(search.window.end))
    .filter((start) => isOnGrid(start, search.gridMs, search.gridZone ?? host.schedule.zone))
    .filter((start) => slowExplain(host, search, start) === undefined);
