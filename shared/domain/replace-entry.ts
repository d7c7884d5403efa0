import type { Booking, CalendarEntry } from '../../events/stored/booking.ts';
import type { EventIdOf } from './plan-calendars.ts';
import { transitionBooking } from './transition-booking.ts';

interface Replacement {
  /** Whose calendar is gone. */
  readonly userId: string;
  /** Where the event lies from now on. */
  readonly feedId: string;
  readonly calendarId: string;
  readonly eventIdOf: EventIdOf;
  /** UTC instant. */
  readonly at: string;
}

const isWanted = ({ status, end, hosts }: Booking, { userId, at }: Replacement): boolean =>
  status === 'confirmed' && end > at && hosts.some((host) => host.userId === userId);

/** Its event went with the calendar: nothing can be owed there any more. */
const ended = ({ owed: _, notBefore: __, reason: ___, base, ...entry }: CalendarEntry): CalendarEntry => ({
  ...entry,
  state: 'removed',
  ...(base && { base: { ...base, exists: false } }),
});

const moved = (entry: CalendarEntry, { feedId, calendarId }: Replacement, eventId: string): CalendarEntry => {
  const { base: _, iCalUid: __, notBefore: ___, reason: ____, intendedAt, renew, ...rest } = entry;
  const generation = entry.generation + 1;
  return { ...rest, feedId, calendarId, generation, eventId, state: 'pending', attempts: 0 };
};

/** Co-hosts' copies are the organizer's very event: they follow it. */
const withCopies = (booking: Booking, before: CalendarEntry, after: CalendarEntry): Booking['calendars'] =>
  Object.fromEntries(
    Object.entries(booking.calendars).map(([userId, entry]) => {
      const follows = entry.role === 'copy' && entry.eventId === before.eventId;
      const { eventId, generation } = after;
      return [userId, follows ? { ...entry, eventId, generation } : entry];
    }),
  );

/**
 * The booking after the calendar that held a host's event is gone: an upcoming one gets an event anew, under a fresh id, in the
 * calendar named. People are told where a link went with it; else nothing changes for them. Undefined: the host has no event in it.
 */
export const replaceEntry = (booking: Booking, replacement: Replacement): Booking | undefined => {
  const { userId, eventIdOf, at } = replacement;
  const entry = booking.calendars[userId];
  if (entry === undefined || entry.role === 'copy') return undefined;
  if (!isWanted(booking, replacement))
    return { ...booking, calendars: { ...booking.calendars, [userId]: ended(entry) } };
  const after = moved(entry, replacement, eventIdOf(booking.id, userId, entry.generation + 1));
  const calendars = { ...withCopies(booking, entry, after), [userId]: after };
  const losesLink =
    entry.role === 'organizer' &&
    booking.conference?.kind === 'google_meet' &&
    booking.conference.state !== 'pending';
  if (losesLink)
    return transitionBooking(
      booking,
      { calendars, conference: { kind: 'google_meet', state: 'pending' } },
      { at },
    );
  return { ...booking, calendars: { ...calendars, [userId]: { ...after, owed: booking.revision } } };
};
