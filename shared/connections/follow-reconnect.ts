import type { Booking, CalendarEntry } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import { changeBooking } from '../bookings/change-booking.ts';
import { moveToFeed } from '../domain/move-to-feed.ts';
import { putBackEntry } from '../domain/put-back-entry.ts';
import { putBackMeeting } from '../domain/put-back-meeting.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ids } from '../ports/ids.ts';
import type { Queues } from '../ports/queues.ts';
import { bookingsOfConnection } from './bookings-of-connection.ts';
import { entryOf } from './entry-of.ts';

interface Deps {
  readonly bookings: Bookings;
  readonly queues: Queues;
  readonly clock: Clock;
  readonly ids: Ids;
}

const changeHeld = async (
  deps: Deps,
  connection: Connection,
  trace: string,
  change: (booking: Booking) => Booking | undefined,
): Promise<void> => {
  for await (const booking of bookingsOfConnection(deps.bookings, connection)) {
    if (change(booking) === undefined) continue;
    const { org, id } = booking;
    await changeBooking(deps)({ org, id, actor: { kind: 'system' }, trace }, (current) => {
      const after = change(current);
      return after && { after };
    });
  }
};

const withEntry = (
  booking: Booking,
  connection: Connection,
  change: (entry: CalendarEntry) => CalendarEntry | undefined,
): Booking | undefined => {
  const entry = entryOf(booking, connection);
  const next = entry && change(entry);
  return next && { ...booking, calendars: { ...booking.calendars, [connection.userId]: next } };
};

const withMeeting = (booking: Booking, { id, userId }: Connection): Booking | undefined => {
  const entry = booking.meetings[userId];
  const next = entry?.connectionId === id ? putBackMeeting(entry) : undefined;
  return next && { ...booking, meetings: { ...booking.meetings, [userId]: next } };
};

/** Our events lie in calendars that new feeds read: these must know them as ours before they read, or they import them as busy time. */
export const moveToFeeds = (deps: Deps) => (connection: Connection, trace: string) =>
  changeHeld(deps, connection, trace, (booking) =>
    withEntry(booking, connection, (entry) => moveToFeed(entry, connection)),
  );

/** Work that waited for the connection is owed again. */
export const putBackParked = (deps: Deps) => (connection: Connection, trace: string) =>
  changeHeld(
    deps,
    connection,
    trace,
    (booking) => withEntry(booking, connection, putBackEntry) ?? withMeeting(booking, connection),
  );

/** Nobody told us what became of meetings while the access was lost: each of them that is still to come is looked at. */
export const lookAtMeetings =
  ({ bookings, queues, clock }: Pick<Deps, 'bookings' | 'queues' | 'clock'>) =>
  async (connection: Connection, trace: string): Promise<void> => {
    const { userId, id: connectionId } = connection;
    const now = new Date(clock.now()).toISOString();
    for await (const { org, id: bookingId, end, meetings } of bookingsOfConnection(bookings, connection)) {
      const entry = meetings[userId];
      if (end <= now || entry?.connectionId !== connectionId || entry.meetingId === undefined) continue;
      const about = { org, bookingId, userId, connectionId, look: true, trace };
      await queues.send([{ queue: 'provision', body: { v: 1, kind: 'meeting', ...about } }]);
    }
  };
