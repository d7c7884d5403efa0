import type { Connection } from '../../events/stored/connection.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { calendarPlatformOf } from './calendar-platform.ts';

/** A feed that has never been read: foreign time is imported where the calendar blocks time. */
export const newFeed = (
  connection: Connection,
  {
    feedId,
    calendarId,
    busy,
  }: { readonly feedId: string; readonly calendarId: string; readonly busy: boolean },
): Feed => ({
  v: 1,
  id: feedId,
  version: 1,
  org: connection.org,
  userId: connection.userId,
  connectionId: connection.id,
  epoch: connection.epoch,
  attempts: 0,
  platform: calendarPlatformOf(connection),
  calendarId,
  privacy: connection.privacy,
  imports: busy,
  switched: 0,
});
