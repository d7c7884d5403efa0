import type { Booking, CalendarEntry } from '../../events/stored/booking.ts';
import { compareEvent } from '../domain/compare-event.ts';
import { wantedEvent } from '../domain/wanted-event.ts';
import type { CalendarEvent } from '../ports/calendar-provider.ts';

interface Answered {
  readonly current: Booking;
  readonly entry: CalendarEntry;
  /** Whose event it is. */
  readonly userId: string;
  /** As it was read, its times as instants. */
  readonly event: CalendarEvent;
}

const NO_ADDRESSES = { addresses: new Map<string, string>(), locale: 'en' } as const;

/** A co-host has taken their own event away, or moved it; a write of ours that is seen before it is confirmed is neither. */
export const isTakenAway = ({ current, entry: { role, base }, userId, event }: Answered): boolean => {
  const wanted = role === 'own' ? wantedEvent(current, userId, NO_ADDRESSES) : undefined;
  if (wanted === undefined || !base?.exists) return false;
  const comparison = compareEvent({ base, wanted, seen: event });
  return comparison.kind === 'gone' || (comparison.kind === 'seen' && comparison.edits.start !== undefined);
};

/** The hosts with what one of them answers in their calendar; whoever takes an event of their own away declines. */
export const hostsAnswered = (one: Answered): Booking['hosts'] => {
  const { current, userId, event } = one;
  const rsvp = isTakenAway(one) ? 'declined' : event.exists ? event.ownRsvp : undefined;
  return current.hosts.map((host) => (host.userId === userId && rsvp ? { ...host, rsvp } : host));
};

/** The start of the meeting that they answer; of an event that they moved away, where it was. */
export const answeredStart = ({ current, entry: { role, base }, event }: Answered): string =>
  (role === 'own' ? base?.start : event.start) ?? current.start;
