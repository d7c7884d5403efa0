import type { EventReference } from '../../events/stored/event-reference.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { connectedFeeds } from '../domain/connected-feeds.ts';
import { isOurId } from '../domain/our-id.ts';
import type { CalendarEvent } from '../ports/calendar-provider.ts';
import type { SyncDeps } from './sync-deps.ts';

type Deps = Pick<SyncDeps, 'bookings' | 'connections'>;

/** Which of these ids are events of this user's bookings in another calendar that they have connected. */
const heldElsewhere = async (
  { bookings, connections }: Deps,
  { id, org, userId }: Feed,
  eventIds: readonly string[],
): Promise<ReadonlySet<string>> => {
  const own = await connections.ofUsers(org, [userId]);
  const others = own
    .flatMap((connection) => connectedFeeds(connection))
    .filter(({ feedId }) => feedId !== id);
  const found = await Promise.all(others.map(({ feedId }) => bookings.references(feedId, eventIds)));
  return new Set(found.flat().map(({ eventId }) => eventId));
};

/**
 * What lies in a calendar and is no event of ours there. One calendar may be seen through two accounts of a person: an event of
 * theirs that we keep through the other one takes no time of its own here, or their booking would be in its own way.
 */
export const foreignEvents =
  (deps: Deps) =>
  async (
    feed: Feed,
    events: readonly CalendarEvent[],
    references: readonly EventReference[],
  ): Promise<readonly CalendarEvent[]> => {
    const ours = new Set(references.map(({ eventId }) => eventId));
    const others = events.filter(({ id, key = id }) => !(ours.has(id) || ours.has(key)));
    const alike = others.filter(({ id, exists }) => exists && isOurId(id)).map(({ id }) => id);
    if (alike.length === 0) return others;
    const held = await heldElsewhere(deps, feed, alike);
    return others.map((event) => (held.has(event.id) ? { ...event, busy: false } : event));
  };
