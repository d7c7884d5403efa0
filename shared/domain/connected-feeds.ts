import type { Connection } from '../../events/stored/connection.ts';

interface ConnectedFeed {
  readonly feedId: string;
  /** The provider's id of the calendar that it reads. */
  readonly calendarId: string;
  /** What lies in it blocks time; else only our own events in it matter. */
  readonly busy: boolean;
}

/** Every feed of a connection: of calendars that are read, and of those that are no longer, until they are dropped. */
export const connectedFeeds = ({
  feedId,
  calendarId,
  calendars,
  dropped,
}: Pick<Connection, 'feedId' | 'calendarId' | 'calendars' | 'dropped'>): readonly ConnectedFeed[] => {
  const left = dropped.map((each) => ({ ...each, busy: false }));
  // Whoever connects meetings alone has none.
  if (calendarId === '') return left;
  // Before they were listed for the first time.
  if (calendars.length === 0) return [{ feedId, calendarId, busy: true }, ...left];
  const read = calendars.flatMap((calendar) =>
    calendar.feedId === undefined
      ? []
      : [
          {
            feedId: calendar.feedId,
            calendarId: calendar.calendarId,
            busy: calendar.busy && !calendar.gone,
          },
        ],
  );
  return [...read, ...left];
};
