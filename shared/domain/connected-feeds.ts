import type { Connection } from '../../events/stored/connection.ts';

/** Every calendar of a connection that is read and watched, with the feed that does it. */
export const connectedFeeds = ({
  feedId,
  calendarId,
}: Pick<Connection, 'feedId' | 'calendarId'>): readonly {
  readonly feedId: string;
  readonly calendarId: string;
}[] => [{ feedId, calendarId }];
