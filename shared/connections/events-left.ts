import type { Booking, CalendarEntry, Meeting } from '../../events/stored/booking.ts';
import type { Bookings } from '../ports/bookings.ts';
import { type Account, bookingsOfConnection } from './bookings-of-connection.ts';

/** An event or a meeting of ours that is there, as far as anybody knows. */
const isThere = ({ base, state }: CalendarEntry | Meeting): boolean =>
  base?.exists === true && state !== 'removed';

const entriesOf = ({ calendars, meetings }: Booking, { userId, id }: Account): (CalendarEntry | Meeting)[] =>
  [calendars[userId], meetings[userId]].flatMap((entry) => (entry?.connectionId === id ? [entry] : []));

/** Bookings that have not ended at `now` (UTC) with an event or a meeting in the account of this connection, by start. */
export const eventsLeft = async (
  bookings: Pick<Bookings, 'listHost' | 'leftBy'>,
  connection: Account,
  now: string,
): Promise<readonly Booking[]> => {
  const found: Booking[] = [];
  for await (const booking of bookingsOfConnection(bookings, connection))
    if (booking.end > now && entriesOf(booking, connection).some(isThere)) found.push(booking);
  return found.toSorted((a, b) => a.start.localeCompare(b.start));
};
