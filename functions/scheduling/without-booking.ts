import type { Booking } from '../../events/stored/booking.ts';
import { cutBusy, type Interval } from '../../shared/domain/busy-time.ts';
import type { CalendarBusy } from './calendar-busy.ts';

/** Where a host's calendar shows the booking: where it is, or where the last confirmed write has left it. */
const placesOf = ({ start, end, calendars }: Booking, userId: string): Interval[] => {
  const base = calendars[userId]?.base;
  return [{ start, end }, ...(base?.exists ? [{ start: base.start, end: base.end }] : [])];
};

/**
 * A calendar's busy time as if one booking were not there. Live busy time is merged and names no event: the booking's time is cut
 * out of it, and what was imported (never our own events) is put back.
 */
export const withoutBooking = (
  calendar: CalendarBusy,
  booking: Booking | undefined,
  userId: string,
): readonly Interval[] => {
  if (!booking?.hosts.some((host) => host.userId === userId)) return calendar.busy;
  const cut = placesOf(booking, userId).reduce<readonly Interval[]>(cutBusy, calendar.busy);
  return [...cut, ...calendar.rows.filter(({ busy }) => busy)];
};
