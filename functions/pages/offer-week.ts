import { DateTime } from 'luxon';
import { durationSeconds } from '../../events/http/duration-field.ts';
import type { Booking } from '../../events/stored/booking.ts';
import { zoneMidnight } from '../../shared/domain/zone-midnight.ts';
import type { WeekOffer } from '../../shared/pages/week-offer.ts';
import { findSlots, nextSlot } from '../../shared/scheduling/find-slots.ts';
import { movingRoster } from '../../shared/scheduling/moving-roster.ts';
import type { Roster } from '../../shared/scheduling/read-roster.ts';
import type { Deps } from './deps.ts';

interface Asked {
  readonly zone: string;
  /** A date in the zone; without it, or where it is none, the first week with free starts from the meeting's own day on is shown. */
  readonly from?: unknown;
}

const DATE = 'yyyy-MM-dd';
const DAYS = 7;
/** How far ahead bookings can be. */
const AHEAD_DAYS = 400;

const dateOf = (ms: number, zone: string): string => DateTime.fromMillis(ms, { zone }).toFormat(DATE);
const daysAfter = (date: string, days: number): string =>
  DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toFormat(DATE);
const midnight = (date: string, zone: string): string => new Date(zoneMidnight(date, zone)).toISOString();

/** Between today and as far ahead as can be booked; undefined: no such date. */
const askedDate = (from: unknown, today: string): string | undefined => {
  if (typeof from !== 'string' || !/^\d{4}-\d\d-\d\d$/u.test(from)) return undefined;
  if (!DateTime.fromISO(from).isValid || from > daysAfter(today, AHEAD_DAYS)) return undefined;
  return from < today ? today : from;
};

interface Search {
  readonly booking: Booking;
  readonly roster: Roster;
  readonly zone: string;
  readonly now: number;
}

/** The free starts from a date on, and where there are none the next one. */
const readWeek = async (deps: Deps, { booking, roster, zone, now }: Search, from: string) => {
  const window = { start: midnight(from, zone), end: midnight(daysAfter(from, DAYS), zone) };
  const durationMs = Date.parse(booking.end) - Date.parse(booking.start);
  const question = { durationMs, now, exclude: booking.id };
  const found = await findSlots(deps)(roster, { ...question, window });
  const starts = found.filter((start) => start !== Date.parse(booking.start));
  if (starts.length > 0) return { starts };
  const next = await nextSlot(deps)(roster, question, window.end);
  return { starts, ...(next !== undefined && { next: { start: next, from: dateOf(next, zone) } }) };
};

const pageOf = (week: Pick<WeekOffer, 'starts' | 'next'>, from: string, today: string) => ({
  ...week,
  from,
  ...(from > today && { earlier: [daysAfter(from, -DAYS), today].toSorted().at(-1) ?? today }),
  later: daysAfter(from, DAYS),
});

/** Where a guest looks first: the day of the meeting, as far as its hosts can be booked. */
const ownDate = ({ booking, roster, zone, now }: Search, today: string): string => {
  const horizons = roster.hosts.map(({ schedule }) => durationSeconds(schedule.horizon) ?? 0);
  const last = daysAfter(dateOf(now + Math.min(...horizons) * 1000, zone), 1 - DAYS);
  const own = dateOf(Date.parse(booking.start), zone);
  const [wanted = today] = [own, last].toSorted();
  return wanted < today ? today : wanted;
};

/** The first week from a date on that has free starts, within three months. */
const firstWeek = async (deps: Deps, search: Search, from: string) => {
  const week = await readWeek(deps, search, from);
  if (week.starts.length > 0) return { from, week };
  const next = week.next?.from;
  return next === undefined ? undefined : { from: next, week: await readWeek(deps, search, next) };
};

/** The starts of a week to which a booking can be moved, in a zone. */
export const offerWeek =
  (deps: Deps) =>
  async (booking: Booking, { zone, from }: Asked): Promise<WeekOffer> => {
    const now = deps.clock.now();
    const today = dateOf(now, zone);
    const asked = askedDate(from, today);
    const roster = await movingRoster(deps)(booking);
    if (roster === undefined) return { zone, ...pageOf({ starts: [] }, asked ?? today, today) };
    const search = { booking, roster, zone, now };
    if (asked !== undefined) return { zone, ...pageOf(await readWeek(deps, search, asked), asked, today) };
    const own = ownDate(search, today);
    const found =
      (await firstWeek(deps, search, own)) ??
      (own > today ? await firstWeek(deps, search, today) : undefined);
    return { zone, ...pageOf(found?.week ?? { starts: [] }, found?.from ?? today, today) };
  };
