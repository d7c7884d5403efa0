import type { AvailabilitySchedule } from '../../events/stored/availability-schedule.ts';
import { intersectSpans, type Span } from './span.ts';
import { wallToInstants } from './wall-clock.ts';
import { DAY_MS, dayOf, weekdayOf } from './wall-day.ts';
import { type OffsetSpan, zoneOffsets } from './zone-offsets.ts';

type Hours = Pick<AvailabilitySchedule, 'zone' | 'hours' | 'dates'>;

/** No zone is further from UTC than a day. */
const MARGIN_DAYS = 2;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** `HH:mm`, `24:00` too. */
const timeOf = (text: string): number =>
  Number(text.slice(0, 2)) * HOUR_MS + Number(text.slice(3, 5)) * MINUTE_MS;

type DayHours = Hours['dates'][number]['hours'];

/** The hours of each day, as the wall clock shows them; a date with hours of its own knows nothing of its weekday's. */
const hoursByDay = ({ hours, dates }: Hours): ((day: number) => readonly Span[]) => {
  const asSpans = (all: DayHours): Span[] =>
    all.map(({ from, to }) => ({ start: timeOf(from), end: timeOf(to) }));
  const exceptions = new Map(dates.map((one) => [dayOf(Date.parse(one.date)), asSpans(one.hours)]));
  const weekly = new Map<number, Span[]>();
  for (const { day, from, to } of hours)
    weekly.set(day, [...(weekly.get(day) ?? []), { start: timeOf(from), end: timeOf(to) }]);
  return (day) => exceptions.get(day) ?? weekly.get(weekdayOf(day)) ?? [];
};

/**
 * When a person can be booked within the window, by their hours alone: epoch milliseconds, sorted, one where they touch, so that
 * hours up to `24:00` go on into the next day's from `00:00`. An instant is open while the zone's wall clock shows a time in [from, to)
 * of that day: an hour that the clock skips is not there, one that it shows twice is open twice. `offsets` of the schedule's zone, where
 * they are known already, must cover the window.
 */
export const openHours = (
  schedule: Hours,
  window: Span,
  offsets: readonly OffsetSpan[] = zoneOffsets(schedule.zone, window),
): Span[] => {
  const ofDay = hoursByDay(schedule);
  const wall: Span[] = [];
  for (let day = dayOf(window.start) - MARGIN_DAYS; day <= dayOf(window.end) + MARGIN_DAYS; day += 1)
    for (const { start, end } of ofDay(day))
      wall.push({ start: day * DAY_MS + start, end: day * DAY_MS + end });
  return intersectSpans(wallToInstants(offsets, wall), [window]);
};
