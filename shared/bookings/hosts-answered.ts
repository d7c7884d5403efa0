import type { Booking, CalendarEntry } from '../../events/stored/booking.ts';
import type { CalendarEvent } from '../ports/calendar-provider.ts';

interface Answered {
  readonly current: Booking;
  readonly entry: CalendarEntry;
  /** Whose event it is. */
  readonly userId: string;
  /** As it was read, its times as instants. */
  readonly event: CalendarEvent;
}

/** The hosts with what one of them answers in their calendar; whoever takes an event of their own away, or moves it, declines. */
export const hostsAnswered = ({ current, entry, userId, event }: Answered): Booking['hosts'] => {
  const { base } = entry;
  const isMoved = base?.exists && (event.start !== base.start || event.end !== base.end);
  const gone = entry.role === 'own' && ((base?.exists && !event.exists) || isMoved);
  const rsvp = gone ? 'declined' : event.exists ? event.ownRsvp : undefined;
  return current.hosts.map((host) => (host.userId === userId && rsvp ? { ...host, rsvp } : host));
};

/** The start of the meeting that they answer; of an event that they moved away, where it was. */
export const answeredStart = ({ current, entry: { role, base }, event }: Answered): string =>
  (role === 'own' ? base?.start : event.start) ?? current.start;
