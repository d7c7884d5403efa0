import type { Booking, CalendarEntry } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { Bookings } from '../ports/bookings.ts';
import { bookingsOfConnection } from './bookings-of-connection.ts';

/** An event of ours that is there, as far as anybody knows. */
const isThere = ({ base, state }: CalendarEntry): boolean => base?.exists === true && state !== 'removed';

/** Bookings that have not ended at `now` (UTC) with an event in the calendar of this connection, by start. */
export const eventsLeft = async (
  bookings: Pick<Bookings, 'listHost' | 'leftBy'>,
  connection: Pick<Connection, 'org' | 'userId' | 'id'>,
  now: string,
): Promise<readonly Booking[]> => {
  const found: Booking[] = [];
  for await (const { booking, entry } of bookingsOfConnection(bookings, connection))
    if (booking.end > now && isThere(entry)) found.push(booking);
  return found.toSorted((a, b) => a.start.localeCompare(b.start));
};
