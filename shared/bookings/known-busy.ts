import type { Connection } from '../../events/stored/connection.ts';
import type { Interval } from '../domain/busy-time.ts';
import { hasCalendars } from '../domain/calendar-platform.ts';
import { connectedFeeds } from '../domain/connected-feeds.ts';
import type { Feeds } from '../ports/feeds.ts';

type Deps = Pick<Feeds, 'read' | 'allEvents'>;

const ATTEMPTS = 3;

/** Pointer, rows, pointer, as in `importedRows`, but from the table itself: an index may not show yet what has just been written. */
const rowsOf = async (feeds: Deps, feedId: string): Promise<readonly Interval[]> => {
  let feed = await feeds.read(feedId);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (feed?.generation === undefined) return [];
    const rows = await feeds.allEvents(feedId, feed.generation);
    const after = await feeds.read(feedId);
    if (after?.generation === feed.generation) return rows.filter(({ busy }) => busy);
    feed = after;
  }
  throw new Error('a calendar was read anew three times while its rows were read');
};

/** All foreign busy time in one person's connected calendars, as far as it is known; of a calendar that is not known there is none. */
export const knownBusy =
  ({ feeds }: { readonly feeds: Deps }) =>
  async (connections: readonly Connection[]): Promise<readonly Interval[]> => {
    const calendars = connections
      .filter((connection) => connection.state === 'connected' && hasCalendars(connection))
      .flatMap((connection) => connectedFeeds(connection).filter(({ busy }) => busy));
    const found = await Promise.all(calendars.map(({ feedId }) => rowsOf(feeds, feedId)));
    return found.flat();
  };
