import type { Base, Booking, CalendarEntry, Rsvp } from '../../events/stored/booking.ts';

interface Confirmed {
  readonly id: string;
  readonly exists: boolean;
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly title?: string;
  readonly place?: string;
  readonly etag?: string;
  readonly updated?: string;
  readonly iCalUid?: string;
  readonly written?: string;
  readonly attendees: readonly { readonly email: string; readonly rsvp: Rsvp }[];
}

const baseOf = (booking: Booking, event: Confirmed, before: Base | undefined): Base => {
  const { exists, title, place, etag, updated, written, attendees } = event;
  return {
    start: event.start ?? before?.start ?? booking.start,
    end: event.end ?? before?.end ?? booking.end,
    exists,
    ...(title !== undefined && { title }),
    ...(place !== undefined && { place }),
    ...(etag !== undefined && { etag }),
    ...(updated !== undefined && { updated }),
    ...(written !== undefined && { written }),
    attendees: attendees.map(({ email }) => email.toLowerCase()),
    answers: Object.fromEntries(attendees.map(({ email, rsvp }) => [email.toLowerCase(), rsvp])),
  };
};

const clear = ({ owed: _, notBefore: __, reason: ___, ...entry }: CalendarEntry): CalendarEntry => entry;

/** Known by the id that it has, whatever it was asked for under. */
const named = ({ intendedAt: _, ...entry }: CalendarEntry, { id }: Confirmed): CalendarEntry => ({
  ...entry,
  eventId: id,
});

/** Co-hosts whose calendars carry the organizer's event have what the organizer has. */
const withCopies = (booking: Booking, of: CalendarEntry, exists: boolean): Booking['calendars'] => {
  if (of.role !== 'organizer') return booking.calendars;
  const state = exists ? 'synced' : 'removed';
  return Object.fromEntries(
    Object.entries(booking.calendars).map(([userId, entry]) =>
      entry.role === 'copy' && entry.eventId === of.eventId ? [userId, { ...entry, state }] : [userId, entry],
    ),
  );
};

/** The booking after the provider has told what a host's event is now: the base moves; `settled`: nothing is owed there any more. */
export const confirmEntry = (
  booking: Booking,
  userId: string,
  { event, settled }: { readonly event: Confirmed; readonly settled: boolean },
): Booking => {
  const entry = booking.calendars[userId];
  if (entry === undefined) return booking;
  const { iCalUid } = event;
  const confirmed: CalendarEntry = {
    ...named(settled ? clear(entry) : entry, event),
    ...(settled && { state: event.exists ? ('synced' as const) : ('removed' as const) }),
    attempts: 0,
    base: baseOf(booking, event, entry.base),
    ...(iCalUid !== undefined && { iCalUid }),
  };
  return { ...booking, calendars: { ...withCopies(booking, entry, event.exists), [userId]: confirmed } };
};
