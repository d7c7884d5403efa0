import { durationSeconds } from '../../events/http/duration-field.ts';
import { monthAfter, monthInterval, monthOf } from '../../shared/domain/calendar-month.ts';
import { dateIn } from '../../shared/domain/date-in.ts';
import { slotDays } from '../../shared/domain/slot-days.ts';
import type { BookChoice } from '../../shared/pages/book-offer.ts';
import type { BookTimes } from '../../shared/pages/book-times-page.ts';
import { chooseDuration } from '../../shared/scheduling/choose-duration.ts';
import { findSlots, nextSlot } from '../../shared/scheduling/find-slots.ts';
import type { Roster } from '../../shared/scheduling/read-roster.ts';
import type { PublicDeps } from './public-deps.ts';

interface Asked {
  readonly month?: string | undefined;
  readonly day?: string | undefined;
  /** A time that the guest wanted is not offered any more. */
  readonly isGone?: boolean;
}

/** The months of a zone's calendar in which anything can be booked at all. */
const bookableMonths = ({ hosts }: Roster, now: number, zone: string) => {
  const horizons = hosts.map(({ schedule }) => durationSeconds(schedule.horizon) ?? 0);
  return { first: monthOf(now, zone), last: monthOf(now + Math.max(0, ...horizons) * 1000, zone) };
};

const within = (month: string, { first, last }: { first: string; last: string }): string => {
  if (month < first) return first;
  return month > last ? last : month;
};

const monthFinder =
  (deps: PublicDeps, roster: Roster, { zone, duration }: BookChoice, now: number) =>
  async (month: string): Promise<{ starts: readonly number[]; next: number | undefined }> => {
    const durationMs = chooseDuration(roster.eventType, duration);
    const { start, end } = monthInterval(month, zone);
    const window = { start: new Date(Math.max(now, Date.parse(start))).toISOString(), end };
    const starts = await findSlots(deps)(roster, { durationMs, now, window });
    const next = starts.length > 0 ? undefined : await nextSlot(deps)(roster, { durationMs, now }, end);
    return { starts, next };
  };

const neighbours = (month: string, { first, last }: { first: string; last: string }) => ({
  earlier: month > first ? monthAfter(month, -1) : undefined,
  later: month < last ? monthAfter(month) : undefined,
});

type Found = Awaited<ReturnType<ReturnType<typeof monthFinder>>> & { readonly month: string };

/** The month that is asked for; where none is, and the present one is full, the first that is not. */
const findMonth = async (
  find: ReturnType<typeof monthFinder>,
  zone: string,
  month: string,
  isAsked: boolean,
): Promise<Found> => {
  const found = await find(month);
  if (isAsked || found.next === undefined) return { ...found, month };
  const first = monthOf(found.next, zone);
  return { ...(await find(first)), month: first };
};

const chooseDay = (days: BookTimes['days'], { day: wanted, isGone = false }: Asked) => {
  const isThere = wanted !== undefined && days.has(wanted);
  return {
    day: isThere ? wanted : [...days.keys()][0],
    isGone: isGone || (wanted !== undefined && !isThere),
  };
};

/** A month of free times in the guest's zone: the one they ask for, as far as it can be booked, else the first that has any. */
export const findBookTimes =
  (deps: PublicDeps) =>
  async (
    roster: Roster,
    choice: BookChoice,
    asked: Asked,
  ): Promise<BookTimes & { readonly starts: readonly number[]; readonly next: number | undefined }> => {
    const { zone } = choice;
    const now = deps.clock.now();
    const bookable = bookableMonths(roster, now, zone);
    const wanted = asked.day?.slice(0, 7) ?? asked.month;
    const first = within(wanted ?? bookable.first, bookable);
    const find = monthFinder(deps, roster, choice, now);
    const { month, starts, next } = await findMonth(find, zone, first, wanted !== undefined);
    const days = slotDays(starts, zone);
    return {
      ...{ choice, month, days, starts, next, now },
      ...neighbours(month, bookable),
      ...chooseDay(days, asked),
      nextDay: next === undefined ? undefined : dateIn(zone, next),
    };
  };
