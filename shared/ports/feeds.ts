import type { ExternalEvent } from '../../events/stored/external-event.ts';
import type { Feed } from '../../events/stored/feed.ts';

/** Watched calendars and the foreign time imported from them. */
export interface Feeds {
  /** Consistent. */
  read(feedId: string): Promise<Feed | undefined>;
  /** Those of these feeds that there are, in no order; each as consistent as one that is read alone. */
  readMany(feedIds: readonly string[]): Promise<readonly Feed[]>;
  /** Writes if the stored version is `feed.version` - 1; false when somebody else was first. Its due item follows `dueAt`. */
  put(feed: Feed, dueAt: string | undefined): Promise<boolean>;
  remove(feedId: string): Promise<void>;
  putEvents(events: readonly ExternalEvent[]): Promise<void>;
  removeEvents(feedId: string, generation: string, ids: readonly string[]): Promise<void>;
  /** Rows of one generation overlapping [start, end). */
  events(feedId: string, generation: string, start: string, end: string): Promise<readonly ExternalEvent[]>;
  /** Those of these rows that there are; consistent. */
  eventsById(feedId: string, generation: string, ids: readonly string[]): Promise<readonly ExternalEvent[]>;
  /** Every row of one generation; consistent. */
  allEvents(feedId: string, generation: string): Promise<readonly ExternalEvent[]>;
  /** How many rows this feed has, of all generations. */
  countEvents(feedId: string): Promise<number>;
  /** Removes all rows of this feed (so before the feed itself goes), or of one generation of it; returns how many. */
  removeAllEvents(feedId: string, generation?: string): Promise<number>;
}
