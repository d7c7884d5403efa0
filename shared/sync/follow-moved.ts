import type { EventReference } from '../../events/stored/event-reference.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { changeBooking } from '../bookings/change-booking.ts';
import { connectedFeeds } from '../domain/connected-feeds.ts';
import { eventTimes } from '../domain/event-times.ts';
import type { CalendarAccess, CalendarEvent } from '../ports/calendar-provider.ts';
import { ProviderError } from '../ports/provider-error.ts';
import { announceConflicts } from './announce-conflicts.ts';
import { findMoved, type Place } from './find-moved.ts';
import type { SyncDeps } from './sync-deps.ts';

type Deps = Pick<
  SyncDeps,
  'bookings' | 'connections' | 'tokens' | 'feeds' | 'calendar' | 'queues' | 'clock' | 'ids' | 'log'
>;

interface Missed {
  /** Where it lay until now. */
  readonly feed: Feed;
  readonly access: CalendarAccess;
  readonly reference: EventReference;
  readonly trace: string;
}

interface Moved {
  readonly reference: EventReference;
  readonly event: CalendarEvent;
}

/** Asked after the booking was read: an account that is being left has let go of it already. What is true then, the next try finds. */
const assertConnected = async (
  { connections }: Deps,
  { org, userId }: Feed,
  { connectionId, feedId }: Place,
): Promise<void> => {
  const connection = await connections.read(org, userId, connectionId);
  const feeds = connection?.state === 'connected' ? connectedFeeds(connection) : [];
  if (!feeds.some((each) => each.feedId === feedId))
    throw new ProviderError('transient', { word: 'calendar left' });
};

/** Its new calendar may have been read before: there it was somebody's busy time. */
const forgetRow = async ({ feeds }: Deps, feedId: string, eventId: string): Promise<void> => {
  const feed = await feeds.read(feedId);
  const generations = [feed?.generation, feed?.reading?.generation].filter((one) => one !== undefined);
  for (const generation of generations) await feeds.removeEvents(feedId, generation, [eventId]);
};

const moveEntry = async (deps: Deps, { feed, reference, trace }: Missed, to: Place, eventId: string) => {
  const { org, bookingId: id, userId } = reference;
  const actor = { kind: 'provider', id: userId } as const;
  await changeBooking(deps)({ org, id, actor, trace }, async (current) => {
    const entry = current.calendars[userId];
    if (entry?.eventId !== reference.eventId || entry.feedId !== feed.id) return undefined;
    await assertConnected(deps, feed, to);
    const calendars = { ...current.calendars, [userId]: { ...entry, ...to, eventId } };
    return { after: { ...current, calendars } };
  });
};

/** In its new calendar it may have been in its own booking's way. */
const announceOwn = async (deps: Deps, { feed, trace }: Missed, event: CalendarEvent): Promise<void> => {
  const times = eventTimes(event, feed.zone ?? 'UTC');
  if (times) await announceConflicts(deps)({ feed, spans: [times], trace });
};

/** Absent where nobody waits for it any more. */
const iCalUidOf = async ({ bookings }: Deps, reference: EventReference): Promise<string | undefined> => {
  const booking = await bookings.read(reference.org, reference.bookingId);
  const entry = booking?.status === 'confirmed' ? booking.calendars[reference.userId] : undefined;
  return entry?.base?.exists === true ? entry.iCalUid : undefined;
};

/**
 * An event of ours that is gone from its calendar may lie in another one of its owner's, also of another account: whoever moves it
 * cancels nothing. Its booking follows it there. Undefined: no connected calendar has it.
 */
export const followMoved =
  (deps: Deps) =>
  async (missed: Missed): Promise<Moved | undefined> => {
    const { feed, reference, trace } = missed;
    const iCalUid = await iCalUidOf(deps, reference);
    const found = iCalUid === undefined ? undefined : await findMoved(deps)({ ...missed, iCalUid });
    if (found === undefined) return undefined;
    const { place, event } = found;
    await announceOwn(deps, missed, event);
    await forgetRow(deps, place.feedId, event.id);
    await moveEntry(deps, missed, place, event.id);
    // Once more, as a read in between brought it back; not only now, as nobody who dies before this comes here again.
    await forgetRow(deps, place.feedId, event.id);
    deps.log.info('sync.moved_calendar', { feedId: feed.id, to: place.feedId, trace });
    return { reference: { ...reference, feedId: place.feedId, eventId: event.id }, event };
  };
