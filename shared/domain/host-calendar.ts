import type { Booking } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import { hasCalendars } from './calendar-platform.ts';
import { connectedFeeds } from './connected-feeds.ts';
import { knownCalendars } from './known-calendars.ts';
import { targetAccount } from './target-account.ts';

type Hosted = Pick<Booking, 'calendars' | 'calendar'>;

/** Owed writes wait for a connection that can come back; one that has not begun or is ending is no calendar. */
const hasCalendar = ({ state, platforms }: Connection): boolean =>
  hasCalendars({ platforms }) && state !== 'connecting' && state !== 'disconnecting';

/** The connection as one of its calendars, where that can take events; a feed of '' is yet to be made. */
const at = (connection: Connection, calendarId: string | undefined): Connection[] =>
  knownCalendars(connection)
    .filter(({ id, writable, gone }) => id === calendarId && writable && !gone)
    .map((calendar) => ({
      ...connection,
      feedId: calendar.feedId ?? '',
      calendarId: calendar.calendarId,
    }));

/**
 * The account of a host that carries a booking, as the calendar (`feedId`, `calendarId`) that an event of theirs goes into: where it
 * lies already, else the calendar that the booking names, else their target. Undefined: they have none.
 */
export const hostCalendar = (
  booking: Hosted,
  userId: string,
  connections: readonly Connection[],
): Connection | undefined => {
  const own = connections.filter((each) => each.userId === userId && hasCalendar(each));
  const present = own.find(({ id }) => id === booking.calendars[userId]?.connectionId);
  const [named] = own.flatMap((each) => at(each, booking.calendar));
  return present ?? named ?? targetAccount(own);
};

/** The account as its main calendar: copies of a colleague's event arrive there. */
export const mainCalendar = (connection: Connection): Connection => {
  const main = knownCalendars(connection).find(({ primary }) => primary);
  return main?.feedId === undefined
    ? connection
    : { ...connection, feedId: main.feedId, calendarId: main.calendarId };
};

/** Whether an event in this feed can still be reached: its calendar is read, and not gone. */
export const isReached = (connection: Connection, feedId: string): boolean =>
  connectedFeeds(connection).some((each) => each.feedId === feedId) &&
  !connection.calendars.some((calendar) => calendar.feedId === feedId && calendar.gone);
