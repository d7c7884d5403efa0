import { DateTime } from 'luxon';
import type { Interval } from './busy-time.ts';
import { DAY_MS, dayOf, mondayOf } from './wall-day.ts';
import { zoneMidnight } from './zone-midnight.ts';

const WEEK = 7;

/** The month (`2027-01`) that the calendar of a zone shows at an instant, epoch milliseconds. */
export const monthOf = (ms: number, zone: string): string =>
  DateTime.fromMillis(ms, { zone }).toFormat('yyyy-MM');

/** The month after one, or that many before it. */
export const monthAfter = (month: string, months = 1): string =>
  DateTime.fromISO(`${month}-01`, { zone: 'utc' }).plus({ months }).toFormat('yyyy-MM');

/** From a month's first midnight in a zone to that of the next, UTC instants. */
export const monthInterval = (month: string, zone: string): Interval => {
  const midnight = (of: string) => new Date(zoneMidnight(`${of}-01`, zone)).toISOString();
  return { start: midnight(month), end: midnight(monthAfter(month)) };
};

const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The weeks of a month from Monday to Sunday, by date; undefined where a day lies in another month. */
export const monthWeeks = (month: string): (string | undefined)[][] => {
  const first = dayOf(Date.parse(`${month}-01T00:00:00Z`));
  const next = dayOf(Date.parse(`${monthAfter(month)}-01T00:00:00Z`));
  const from = mondayOf(first);
  return Array.from({ length: Math.ceil((next - from) / WEEK) }, (_, week) =>
    Array.from({ length: WEEK }, (__, weekday) => {
      const day = from + week * WEEK + weekday;
      return day < first || day >= next ? undefined : dateOf(day);
    }),
  );
};
