import type { CalendarEntry } from '../../events/stored/booking.ts';
import type { EventReference } from '../../events/stored/event-reference.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { changeBooking } from '../bookings/change-booking.ts';
import { connectedFeeds } from '../domain/connected-feeds.ts';
import type { CalendarAccess, CalendarEvent } from '../ports/calendar-provider.ts';
import { ProviderError } from '../ports/provider-error.ts';
import type { SyncDeps } from './sync-deps.ts';

type Deps = Pick<
  SyncDeps,
  'bookings' | 'connections' | 'feeds' | 'calendar' | 'queues' | 'clock' | 'ids' | 'log'
>;

interface Missed {
  /** Where it lay until now. */
  readonly feed: Feed;
  readonly access: CalendarAccess;
  readonly reference: EventReference;
  readonly trace: string;
}

interface Place {
  readonly feedId: string;
  readonly calendarId: string;
}

interface Moved {
  readonly reference: EventReference;
  readonly event: CalendarEvent;
}

const isGone = (error: unknown): boolean => error instanceof ProviderError && error.verdict === 'gone';

/** Whatever else fails throws: an event that could not be looked for is not gone. */
const lookIn = async (
  { calendar }: Deps,
  access: CalendarAccess,
  iCalUid: string,
): Promise<CalendarEvent | undefined> => {
  try {
    return await calendar.findByICalUid(access, iCalUid);
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
};

const find = async (
  deps: Deps,
  { feed, access }: Missed,
  iCalUid: string,
): Promise<{ place: Place; event: CalendarEvent } | undefined> => {
  const connection = await deps.connections.read(feed.org, feed.userId, feed.connectionId);
  if (connection?.state !== 'connected') return undefined;
  for (const place of connectedFeeds(connection)) {
    if (place.feedId === feed.id) continue;
    const event = await lookIn(deps, { ...access, calendarId: place.calendarId }, iCalUid);
    if (event) return { place, event };
  }
  return undefined;
};

const follows = (entry: CalendarEntry, { feedId, calendarId }: Place, eventId: string): CalendarEntry => ({
  ...entry,
  feedId,
  calendarId,
  eventId,
});

/** Its new calendar may have been read before: there it was somebody's busy time. */
const forgetRow = async ({ feeds }: Deps, feedId: string, eventId: string): Promise<void> => {
  const feed = await feeds.read(feedId);
  const generations = [feed?.generation, feed?.reading?.generation].filter((one) => one !== undefined);
  for (const generation of generations) await feeds.removeEvents(feedId, generation, [eventId]);
};

/**
 * An event of ours that is gone from its calendar may lie in another one of its owner's: whoever moves it cancels nothing. Its booking
 * follows it there. Undefined: no connected calendar has it.
 */
export const followMoved =
  (deps: Deps) =>
  async (missed: Missed): Promise<Moved | undefined> => {
    const { org, bookingId, userId, eventId } = missed.reference;
    const booking = await deps.bookings.read(org, bookingId);
    const iCalUid = booking?.calendars[userId]?.iCalUid;
    const isWanted = booking?.status === 'confirmed' && booking.calendars[userId]?.base?.exists === true;
    const found = iCalUid !== undefined && isWanted ? await find(deps, missed, iCalUid) : undefined;
    if (found === undefined) return undefined;
    const { place, event } = found;
    const target = {
      org,
      id: bookingId,
      actor: { kind: 'provider' as const, id: userId },
      trace: missed.trace,
    };
    await forgetRow(deps, place.feedId, event.id);
    await changeBooking(deps)(target, (current) => {
      const entry = current.calendars[userId];
      if (entry?.eventId !== eventId || entry.feedId !== missed.feed.id) return undefined;
      const calendars = { ...current.calendars, [userId]: follows(entry, place, event.id) };
      return { after: { ...current, calendars } };
    });
    // Once more, as a read in between brought it back; not only now, as nobody who dies before this comes here again.
    await forgetRow(deps, place.feedId, event.id);
    deps.log.info('sync.moved_calendar', { feedId: missed.feed.id, to: place.feedId, trace: missed.trace });
    return { reference: { ...missed.reference, feedId: place.feedId, eventId: event.id }, event };
  };
