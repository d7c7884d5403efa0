import type { ConnectedCalendar, Connection } from '../../events/stored/connection.ts';
import { needsFeed } from './needs-feed.ts';
import { placeBookings } from './place-bookings.ts';

type Dropped = Connection['dropped'];

/** One that is gone keeps its feed until its bookings have left it. */
const keepsFeed = (calendar: ConnectedCalendar): boolean => needsFeed(calendar) || calendar.gone;

const withFeed = (calendar: ConnectedCalendar, newFeedId: () => string): ConnectedCalendar =>
  calendar.feedId === undefined && needsFeed(calendar) ? { ...calendar, feedId: newFeedId() } : calendar;

const withoutFeed = ({ feedId: _, ...calendar }: ConnectedCalendar): ConnectedCalendar => calendar;

const droppedFrom = (calendars: readonly ConnectedCalendar[]): Dropped =>
  calendars.flatMap(({ feedId, calendarId }) => (feedId === undefined ? [] : [{ feedId, calendarId }]));

/** The connection after its calendars were chosen or listed anew: who needs a feed has one, the others' are to be dropped. */
export const readCalendars = (
  present: Connection,
  calendars: readonly ConnectedCalendar[],
  newFeedId: () => string,
): Connection => {
  const kept = calendars.filter(keepsFeed).map(({ id }) => id);
  const left = droppedFrom(calendars.filter(({ id }) => !kept.includes(id)));
  const next = calendars.map((calendar) =>
    kept.includes(calendar.id) ? withFeed(calendar, newFeedId) : withoutFeed(calendar),
  );
  return { ...placeBookings(present, next), dropped: [...present.dropped, ...left] };
};

/** Something is owed at the provider or to bookings. */
export const owesSettling = ({ calendars, dropped }: Connection): boolean =>
  dropped.length > 0 || calendars.some(({ gone, feedId, holds }) => gone && (feedId !== undefined || holds));
