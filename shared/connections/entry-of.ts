import type { Booking, CalendarEntry } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';

/** The entry of this connection's user in a booking, if it lies in this connection's calendar. */
export const entryOf = (
  { calendars }: Booking,
  { userId, id }: Pick<Connection, 'userId' | 'id'>,
): CalendarEntry | undefined => {
  const entry = calendars[userId];
  return entry?.connectionId === id ? entry : undefined;
};
