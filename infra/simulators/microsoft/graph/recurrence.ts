import { DateTime } from 'luxon';
import { z } from 'zod';
import { badRequest } from './api-refusal.ts';
import { type EventTime, momentOf } from './event-time.ts';
import { ianaOf } from './zones.ts';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
const INDEXES = ['first', 'second', 'third', 'fourth', 'last'] as const;
const day = z
  .string()
  .transform((text) => text.toLowerCase())
  .pipe(z.enum(DAYS));
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** https://learn.microsoft.com/en-us/graph/api/resources/patternedrecurrence, without the rare relative years. */
export const recurrence = z.object({
  pattern: z.object({
    type: z.enum(['daily', 'weekly', 'absoluteMonthly', 'relativeMonthly', 'absoluteYearly']),
    interval: z.int().min(1).default(1),
    daysOfWeek: z.array(day).default([]),
    dayOfMonth: z.int().default(0),
    month: z.int().default(0),
    firstDayOfWeek: day.default('sunday'),
    index: z.enum(INDEXES).default('first'),
  }),
  range: z.object({
    type: z.enum(['endDate', 'noEnd', 'numbered']),
    startDate: date,
    endDate: date.default('0001-01-01'),
    recurrenceTimeZone: z.string().optional(),
    numberOfOccurrences: z.int().default(0),
  }),
});
type Recurrence = z.infer<typeof recurrence>;

const LONGEST = 4000;
const HORIZON_YEARS = 5;

const weekdayOf = (name: (typeof DAYS)[number]): number => DAYS.indexOf(name) + 1;

/** The nth such weekday of the month of `at`. */
const nthWeekday = (at: DateTime, { daysOfWeek, index }: Recurrence['pattern']): DateTime => {
  const wanted = daysOfWeek.map(weekdayOf);
  const count = at.daysInMonth ?? 31;
  const days = Array.from({ length: count }, (_, each) => at.set({ day: each + 1 })).filter(({ weekday }) =>
    wanted.includes(weekday),
  );
  return days.at(index === 'last' ? -1 : INDEXES.indexOf(index)) ?? at;
};

const weekOf = (first: DateTime, step: number, pattern: Recurrence['pattern']): DateTime[] => {
  const start = weekdayOf(pattern.firstDayOfWeek);
  const after = (weekday: number): number => (weekday - start + 7) % 7;
  const week = first.minus({ days: after(first.weekday) }).plus({ weeks: step * pattern.interval });
  return pattern.daysOfWeek
    .map((name) => after(weekdayOf(name)))
    .sort((a, b) => a - b)
    .map((days) => week.plus({ days }));
};

/** The candidates of one interval; a month without the day is taken at its last one. */
const candidates = (first: DateTime, step: number, pattern: Recurrence['pattern']): DateTime[] => {
  const { type, interval, dayOfMonth } = pattern;
  if (type === 'daily') return [first.plus({ days: step * interval })];
  if (type === 'weekly') return weekOf(first, step, pattern);
  if (type === 'absoluteYearly') return [first.plus({ years: step * interval })];
  const month = first.set({ day: 1 }).plus({ months: step * interval });
  if (type === 'relativeMonthly') return [nthWeekday(month, pattern)];
  return [month.set({ day: Math.min(dayOfMonth || first.day, month.daysInMonth ?? 28) })];
};

function* everyCandidate(first: DateTime, pattern: Recurrence['pattern']): Generator<DateTime> {
  for (let step = 0; step < LONGEST; step += 1)
    for (const at of candidates(first, step, pattern)) if (at >= first) yield at;
}

export const checkRecurrence = ({ pattern, range }: Recurrence): void => {
  const needsDays = pattern.type === 'weekly' || pattern.type === 'relativeMonthly';
  if (needsDays && pattern.daysOfWeek.length === 0)
    throw badRequest('ErrorPropertyValidationFailure', 'The recurrence pattern needs daysOfWeek.');
  if (range.type === 'numbered' && range.numberOfOccurrences < 1)
    throw badRequest('ErrorPropertyValidationFailure', 'numberOfOccurrences must be positive.');
  if (range.type === 'endDate' && range.endDate < range.startDate)
    throw badRequest('ErrorPropertyValidationFailure', 'endDate is before startDate.');
};

/** Where the series stands, DST-correct in its own zone; without an end it goes on for some years only. */
export const occurrencesOf = (start: EventTime, { pattern, range }: Recurrence): DateTime[] => {
  const zone = ianaOf(range.recurrenceTimeZone ?? start.timeZone) ?? 'UTC';
  const first = momentOf(start).setZone(zone);
  const horizon = DateTime.max(DateTime.now(), first).plus({ years: HORIZON_YEARS });
  const last =
    range.type === 'endDate'
      ? DateTime.min(DateTime.fromISO(range.endDate, { zone }).endOf('day'), horizon)
      : horizon;
  const most = range.type === 'numbered' ? range.numberOfOccurrences : LONGEST;
  const found: DateTime[] = [];
  for (const at of everyCandidate(first, pattern)) {
    if (at > last || found.length >= most) break;
    found.push(at);
  }
  return found;
};
