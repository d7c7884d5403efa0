import type { Feed } from '../../events/stored/feed.ts';

/** A watched calendar of ben's that has never been read. */
export const aFeed = (over: Partial<Feed> = {}): Feed => ({
  v: 1,
  id: 'feed-1',
  version: 1,
  org: 'acme',
  userId: 'ben',
  connectionId: 'con_1',
  epoch: 1,
  platform: 'google_calendar',
  calendarId: 'primary',
  privacy: 'default',
  imports: true,
  switched: 0,
  attempts: 0,
  ...over,
});
