import type { Booking } from '../../events/stored/booking.ts';
import { carriesLink } from '../domain/event-link.ts';
import { isSameEvent } from '../domain/is-same-event.ts';
import { releaseCalendar } from '../domain/release-calendar.ts';
import { entryOf } from './entry-of.ts';
import type { Holdings } from './holdings.ts';

const without = (booking: Booking, userId: string): Booking => {
  const { [userId]: _, ...calendars } = booking.calendars;
  return { ...booking, calendars };
};

/**
 * The event itself, where it is known to lie there. A copy is the organizer's, and one whose creation has not been confirmed is looked
 * for by its mark.
 */
const found: Holdings['found'] = (before, after, place) => {
  const entry = entryOf(before, place);
  if (entry === undefined || entry.role === 'copy' || !entry.base?.exists) return undefined;
  const { calendarId, eventId } = entry;
  // Another account of the same user goes on with it where it lies.
  if (Object.values(after.calendars).some((other) => isSameEvent(other, entry))) return undefined;
  const isOff = after.status === 'cancelled' && before.guests.some(({ attendee }) => attendee);
  return { bookingId: before.id, calendarId, eventId, invites: entry.role === 'organizer' && isOff };
};

/** Events in the calendars of an account. */
export const eventHoldings: Holdings = {
  holds: (booking, place) => entryOf(booking, place) !== undefined,
  carries: (booking, place) => entryOf(booking, place)?.role === 'organizer',
  makesLink: (booking, place) => {
    const entry = entryOf(booking, place);
    return entry !== undefined && carriesLink(entry, booking.location?.kind);
  },
  without,
  release: releaseCalendar,
  found,
};
