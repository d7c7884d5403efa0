import type { Booking, CalendarEntry } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import { connectedFeeds } from './connected-feeds.ts';

/** The entry under the feed that reads its calendar now; undefined where it is already, or the calendar is not read. */
export const moveToFeed = (entry: CalendarEntry, connection: Connection): CalendarEntry | undefined => {
  const read = connectedFeeds(connection).filter(({ calendarId }) => calendarId === entry.calendarId);
  const [present] = read;
  if (present === undefined || read.some(({ feedId }) => feedId === entry.feedId)) return undefined;
  return { ...entry, feedId: present.feedId };
};

/**
 * All entries of a booking under the feeds that read their calendars now: it may have been planned before an account was connected
 * anew, and committed after. Undefined where they all are already.
 */
export const moveToFeeds = (
  { calendars }: Pick<Booking, 'calendars'>,
  connections: readonly Connection[],
): Booking['calendars'] | undefined => {
  const moved = Object.entries(calendars).flatMap(([userId, entry]): [string, CalendarEntry][] => {
    const connection = connections.find(({ id }) => id === entry.connectionId);
    const next = connection && moveToFeed(entry, connection);
    return next ? [[userId, next]] : [];
  });
  return moved.length === 0 ? undefined : { ...calendars, ...Object.fromEntries(moved) };
};
