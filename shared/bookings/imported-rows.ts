import type { ExternalEvent } from '../../events/stored/external-event.ts';
import type { Feed } from '../../events/stored/feed.ts';
import type { Interval } from '../domain/busy-time.ts';
import type { Feeds } from '../ports/feeds.ts';

interface ImportedRows {
  readonly feed: Feed;
  readonly rows: readonly ExternalEvent[];
}

const ATTEMPTS = 3;

/**
 * What was imported of one calendar over [start, end): pointer, rows, pointer, so that rows which were being replaced or taken away
 * are never read as free time. Undefined: it was never read, or changes too fast to tell.
 */
export const importedRows =
  (feeds: Pick<Feeds, 'read' | 'events'>) =>
  async (feedId: string, { start, end }: Interval): Promise<ImportedRows | undefined> => {
    let feed = await feeds.read(feedId);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (feed?.generation === undefined) return undefined;
      const rows = await feeds.events(feedId, feed.generation, start, end);
      const after = await feeds.read(feedId);
      if (after?.generation === feed.generation) return { feed, rows };
      feed = after;
    }
    return undefined;
  };
