import type { EventReference } from '../../events/stored/event-reference.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { changeBooking } from '../bookings/change-booking.ts';
import { eventId } from '../bookings/event-id.ts';
import { upcomingBookings } from '../bookings/upcoming-bookings.ts';
import { connectedFeeds } from '../domain/connected-feeds.ts';
import { keptEntry } from '../domain/kept-entry.ts';
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
  eventIds: ReadonlySet<string>,
  trace: string,
): Promise<boolean> => {
  const { org, userId } = feed;
  let isAny = false;
  for await (const booking of upcomingBookings(deps)(org, userId)) {
    if (keptEntry(booking, feed, eventIds, eventId) === undefined) continue;
    await changeBooking(deps)({ org, id: booking.id, actor: { kind: 'system' }, trace }, async (current) => {
      const entry = keptEntry(current, feed, eventIds, eventId);
      if (entry === undefined || !(await isConnected(deps, feed))) return undefined;
      const kept = current.kept?.filter((id) => id !== entry.eventId);
      const calendars = { ...current.calendars, [userId]: entry };
      return { after: { ...current, calendars, ...(kept && { kept }) } };
    });
    isAny = true;
  }
  return isAny;
};

/**
 * Which of these events are ours. One that a disconnected host kept is its booking's again from here on, or the booking would be
 * in its own way as busy time.
 */
export const ownReferences =
  (deps: Deps) =>
  async (
    feed: Feed,
    events: readonly Pick<CalendarEvent, 'id' | 'exists'>[],
    trace: string,
  ): Promise<readonly EventReference[]> => {
    const ids = [...new Set(events.map(({ id }) => id))];
    const references = await deps.bookings.references(feed.id, ids);
    const known = new Set(references.map((reference) => reference.eventId));
    const unknown = events.filter(({ id, exists }) => exists && isOurId(id) && !known.has(id));
    const kept = new Set(unknown.map(({ id }) => id));
    if (kept.size === 0 || !(await adoptKept(deps, feed, kept, trace))) return references;
    return deps.bookings.references(feed.id, ids);
  };
