import type { AvailabilitySchedule } from '../../events/stored/availability-schedule.ts';
import type { Span } from './span.ts';
import { wallAt } from './wall-clock.ts';
import { DAY_MS, dayOf, mondayOf } from './wall-day.ts';
import type { OffsetSpan } from './zone-offsets.ts';

const WEEK_DAYS = 7;

/** The days that occur at least so many times among the given ones. */
const atLeast = (days: readonly number[], most: number | undefined): number[] => {
  if (most === undefined) return [];
  const counts = new Map<number, number>();
  for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1);
  return [...counts].filter(([, count]) => count >= most).map(([day]) => day);
};

const daysFrom = (day: number, count: number): Span => ({
  start: day * DAY_MS,
  end: (day + count) * DAY_MS,
});

/** The days and ISO weeks, on the wall clock of the offsets' zone, in which no further booking may begin. */
export const fullDays = (
  { perDay, perWeek }: Pick<AvailabilitySchedule, 'perDay' | 'perWeek'>,
  held: readonly Span[],
  offsets: readonly OffsetSpan[],
): { readonly days: readonly Span[]; readonly weeks: readonly Span[] } => {
  const days = held
    .map(({ start }) => wallAt(offsets, start))
    .filter((wall) => wall !== undefined)
    .map(dayOf);
  return {
    days: atLeast(days, perDay).map((day) => daysFrom(day, 1)),
    weeks: atLeast(days.map(mondayOf), perWeek).map((monday) => daysFrom(monday, WEEK_DAYS)),
  };
};
