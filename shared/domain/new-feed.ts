import type { Connection } from '../../events/stored/connection.ts';
import type { Feed } from '../../events/stored/feed.ts';

/** A feed that has never been read: foreign time is imported where the calendar blocks time. */
export const newFeed = (
  { org, userId, id: connectionId, epoch, privacy }: Connection,
  {
    feedId,
    calendarId,
    busy,
  }: { readonly feedId: string; readonly calendarId: string; readonly busy: boolean },
): Feed => ({
  v: 1,
  id: feedId,
  version: 1,
  org,
  userId,
  connectionId,
  epoch,
  attempts: 0,
  platform: 'google_calendar',
  calendarId,
  privacy,
  imports: busy,
  switched: 0,
});
