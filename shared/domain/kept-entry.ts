import type { Booking, CalendarEntry } from '../../events/stored/booking.ts';
import type { Feed } from '../../events/stored/feed.ts';
import type { EventIdOf } from './plan-calendars.ts';

/** Each generation is an event that was deleted by hand and made again. */
const GENERATIONS = [0, 1, 2, 3, 4] as const;

type Lying = Pick<Feed, 'id' | 'userId' | 'connectionId' | 'platform' | 'calendarId'>;

/**
 * The entry for an event of this booking that was left in a host's calendar when they disconnected: their own event, or their copy of
 * the organizer's. Undefined where the booking does not miss one, or none of `eventIds` is it.
 */
export const keptEntry = (
  booking: Booking,
  { id: feedId, userId, connectionId, platform, calendarId }: Lying,
  eventIds: ReadonlySet<string>,
  eventIdOf: EventIdOf,
): CalendarEntry | undefined => {
  const { id, status, hosts, calendars, revision } = booking;
  const isHost = hosts.some((host) => host.userId === userId);
  if (status !== 'confirmed' || !isHost || calendars[userId] !== undefined) return undefined;
  const place = { platform, connectionId, feedId, calendarId, attempts: 0 };
  const organizer = Object.values(calendars).find(({ role }) => role === 'organizer');
  if (organizer && eventIds.has(organizer.eventId)) {
    const { eventId, generation } = organizer;
    return { ...place, role: 'copy', generation, eventId, state: 'synced' };
  }
  const generation = GENERATIONS.find((one) => eventIds.has(eventIdOf(id, userId, one)));
  if (generation === undefined) return undefined;
  const eventId = eventIdOf(id, userId, generation);
  const role = organizer ? 'own' : 'organizer';
  return { ...place, role, generation, eventId, state: 'pending', owed: revision };
};
