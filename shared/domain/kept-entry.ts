import type { Booking, CalendarEntry } from '../../events/stored/booking.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { organizerOf } from './organizer-of.ts';
import type { EventIdOf } from './plan-calendars.ts';

/** Each generation is an event that was deleted by hand and made again; of kept ones any is known. */
const LIKELY = 5;
const MOST = 200;

/** An event as it lies in the calendar: by its id, and by our key where the provider chose another id. */
export interface LyingEvent {
  readonly id: string;
  readonly key?: string;
}

type Lying = Pick<Feed, 'id' | 'userId' | 'connectionId' | 'platform' | 'calendarId'>;

/** Their own event, as a generation of it; where the booking is off, or goes on without them, only one that was kept. */
const ownGeneration = (
  { id: bookingId, kept = [], status, hosts }: Booking,
  userId: string,
  events: readonly LyingEvent[],
  eventIdOf: EventIdOf,
): { readonly generation: number; readonly eventId: string } | undefined => {
  const isKept = ({ id }: LyingEvent): boolean => kept.includes(id);
  const isWanted = status === 'confirmed' && hosts.some((host) => host.userId === userId);
  const most = events.some(isKept) ? MOST : isWanted ? LIKELY : 0;
  const keys = new Map(events.map((event) => [event.key ?? event.id, event]));
  for (let generation = 0; generation < most; generation += 1) {
    const event = keys.get(eventIdOf(bookingId, userId, generation));
    if (event && (isKept(event) || isWanted)) return { generation, eventId: event.id };
  }
  return undefined;
};

/**
 * The entry for an event of this booking that was left in a host's calendar when they disconnected: their own event, or their copy of
 * the organizer's. One of a booking that is off by now is owed its removal. Undefined where the booking does not miss one, or none of
 * `events` is it.
 */
export const keptEntry = (
  booking: Booking,
  { id: feedId, userId, connectionId, platform, calendarId }: Lying,
  events: readonly LyingEvent[],
  eventIdOf: EventIdOf,
): CalendarEntry | undefined => {
  const { status, hosts, calendars, revision } = booking;
  if (status === 'draft' || calendars[userId] !== undefined) return undefined;
  const place = { platform, connectionId, feedId, calendarId, attempts: 0 };
  const organizer = organizerOf({ calendars })?.entry;
  const isHost = hosts.some((host) => host.userId === userId);
  if (
    organizer &&
    isHost &&
    status === 'confirmed' &&
    events.some((event) => event.id === organizer.eventId)
  ) {
    const { eventId, generation } = organizer;
    return { ...place, role: 'copy', generation, eventId, state: 'synced' };
  }
  const own = ownGeneration(booking, userId, events, eventIdOf);
  if (own === undefined) return undefined;
  const role = organizer ? 'own' : 'organizer';
  return { ...place, ...own, role, state: 'pending', owed: revision };
};
