import type { Booking, CalendarEntry } from '../../events/stored/booking.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { organizerOf } from './organizer-of.ts';
import type { EventIdOf } from './plan-calendars.ts';

/** Each generation is an event that was deleted by hand and made again; of kept ones any is known. */
const LIKELY = 5;
const MOST = 200;

type Lying = Pick<Feed, 'id' | 'userId' | 'connectionId' | 'platform' | 'calendarId'>;

const idsOf = (eventIds: ReadonlySet<string>, kept: readonly string[] = []): string[] =>
  kept.filter((id) => eventIds.has(id));

/** Their own event, as a generation of it; where the booking is off, or goes on without them, only one that was kept. */
const ownGeneration = (
  { id, kept, status, hosts }: Booking,
  userId: string,
  eventIds: ReadonlySet<string>,
  eventIdOf: EventIdOf,
): number | undefined => {
  const keptIds = new Set(idsOf(eventIds, kept));
  const isWanted = status === 'confirmed' && hosts.some((host) => host.userId === userId);
  const most = keptIds.size > 0 ? MOST : isWanted ? LIKELY : 0;
  for (let generation = 0; generation < most; generation += 1) {
    const eventId = eventIdOf(id, userId, generation);
    if (keptIds.has(eventId) || (isWanted && eventIds.has(eventId))) return generation;
  }
  return undefined;
};

/**
 * The entry for an event of this booking that was left in a host's calendar when they disconnected: their own event, or their copy of
 * the organizer's. One of a booking that is off by now is owed its removal. Undefined where the booking does not miss one, or none of
 * `eventIds` is it.
 */
export const keptEntry = (
  booking: Booking,
  { id: feedId, userId, connectionId, platform, calendarId }: Lying,
  eventIds: ReadonlySet<string>,
  eventIdOf: EventIdOf,
): CalendarEntry | undefined => {
  const { id, status, hosts, calendars, revision } = booking;
  if (status === 'draft' || calendars[userId] !== undefined) return undefined;
  const place = { platform, connectionId, feedId, calendarId, attempts: 0 };
  const organizer = organizerOf({ calendars })?.entry;
  const isHost = hosts.some((host) => host.userId === userId);
  if (organizer && isHost && status === 'confirmed' && eventIds.has(organizer.eventId)) {
    const { eventId, generation } = organizer;
    return { ...place, role: 'copy', generation, eventId, state: 'synced' };
  }
  const generation = ownGeneration(booking, userId, eventIds, eventIdOf);
  if (generation === undefined) return undefined;
  const eventId = eventIdOf(id, userId, generation);
  const role = organizer ? 'own' : 'organizer';
  return { ...place, role, generation, eventId, state: 'pending', owed: revision };
};
