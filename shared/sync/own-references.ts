import type { EventReference } from '../../events/stored/event-reference.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { changeBooking } from '../bookings/change-booking.ts';
import { eventId } from '../bookings/event-id.ts';
import { upcomingBookings } from '../bookings/upcoming-bookings.ts';
import { connectedFeeds } from '../domain/connected-feeds.ts';
import { keptEntry, type LyingEvent } from '../domain/kept-entry.ts';
import { isOurId } from '../domain/our-id.ts';
import type { CalendarEvent } from '../ports/calendar-provider.ts';
import type { SyncDeps } from './sync-deps.ts';

type Deps = Pick<SyncDeps, 'bookings' | 'connections' | 'queues' | 'clock' | 'ids'>;

/** Asked after the booking was read: a calendar that is left has then let go of it already, and is not connected any more. */
const isConnected = async (
  { connections }: Deps,
  { id, org, userId, connectionId }: Feed,
): Promise<boolean> => {
  const connection = await connections.read(org, userId, connectionId);
  return connection?.state === 'connected' && connectedFeeds(connection).some(({ feedId }) => feedId === id);
};

/** Resolves to whether any was adopted. */
const adoptKept = async (
  deps: Deps,
  feed: Feed,
  events: readonly LyingEvent[],
  trace: string,
): Promise<boolean> => {
  const { org, userId } = feed;
  let isAny = false;
  for await (const booking of upcomingBookings(deps)(org, userId)) {
    if (keptEntry(booking, feed, events, eventId) === undefined) continue;
    await changeBooking(deps)({ org, id: booking.id, actor: { kind: 'system' }, trace }, async (current) => {
      const entry = keptEntry(current, feed, events, eventId);
      if (entry === undefined || !(await isConnected(deps, feed))) return undefined;
      const kept = current.kept?.filter((id) => id !== entry.eventId);
      const calendars = { ...current.calendars, [userId]: entry };
      return { after: { ...current, calendars, ...(kept && { kept }) } };
    });
    isAny = true;
  }
  return isAny;
};

/** By our keys, those whose creation is not confirmed yet. Asked for first: whatever is confirmed in between is known by its id. */
const referencesOf = async (
  { bookings }: Deps,
  feedId: string,
  events: readonly LyingEvent[],
): Promise<readonly EventReference[]> => {
  const keys = [...new Set(events.flatMap(({ key }) => key ?? []))];
  const waiting = keys.length === 0 ? [] : await bookings.references(feedId, keys);
  return [...(await bookings.references(feedId, [...new Set(events.map(({ id }) => id))])), ...waiting];
};

/**
 * Which of these events are ours: referred to by their ids or, while their creation is not confirmed, by our keys. One that a
 * disconnected host kept is its booking's again from here on, or the booking would be in its own way as busy time.
 */
export const ownReferences =
  (deps: Deps) =>
  async (
    feed: Feed,
    events: readonly Pick<CalendarEvent, 'id' | 'key' | 'exists'>[],
    trace: string,
  ): Promise<readonly EventReference[]> => {
    const references = await referencesOf(deps, feed.id, events);
    const known = new Set(references.map((reference) => reference.eventId));
    const unknown = events.filter(
      ({ id, key = id, exists }) => exists && isOurId(key) && !known.has(id) && !known.has(key),
    );
    if (unknown.length === 0 || !(await adoptKept(deps, feed, unknown, trace))) return references;
    return referencesOf(deps, feed.id, events);
  };
