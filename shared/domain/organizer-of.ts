import type { Booking, CalendarEntry } from '../../events/stored/booking.ts';

/** Whose event moves and cancels the booking, and the entry of it; one that was taken off organizes nothing any more. */
export const organizerOf = ({
  calendars,
}: Pick<Booking, 'calendars'>): { readonly userId: string; readonly entry: CalendarEntry } | undefined => {
  for (const [userId, entry] of Object.entries(calendars))
    if (entry.role === 'organizer' && !entry.leaves) return { userId, entry };
  return undefined;
};
