import type { CalendarEntry } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import { changeBooking } from '../bookings/change-booking.ts';
import { moveToFeed } from '../domain/move-to-feed.ts';
import { putBackEntry } from '../domain/put-back-entry.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Queues } from '../ports/queues.ts';
import { bookingsOfConnection, entryOf } from './bookings-of-connection.ts';

interface Deps {
  readonly bookings: Bookings;
  readonly queues: Queues;
  readonly clock: Clock;
  readonly ids: Ids;
}

const changeEntries = async (
  deps: Deps,
  connection: Connection,
  trace: string,
  change: (entry: CalendarEntry) => CalendarEntry | undefined,
): Promise<void> => {
  const { org, userId } = connection;
  for await (const { booking, entry } of bookingsOfConnection(deps.bookings, connection)) {
    if (change(entry) === undefined) continue;
    await changeBooking(deps)({ org, id: booking.id, actor: { kind: 'system' }, trace }, (current) => {
      const held = entryOf(current, connection);
      const next = held && change(held);
      return next && { after: { ...current, calendars: { ...current.calendars, [userId]: next } } };
    });
  }
};

/** Our events lie in calendars that new feeds read: these must know them as ours before they read, or they import them as busy time. */
export const moveToFeeds = (deps: Deps) => (connection: Connection, trace: string) =>
  changeEntries(deps, connection, trace, (entry) => moveToFeed(entry, connection));

/** Writes that waited for the connection are owed again. */
export const putBackParked = (deps: Deps) => (connection: Connection, trace: string) =>
  changeEntries(deps, connection, trace, putBackEntry);
