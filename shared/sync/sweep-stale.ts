import type { Feed } from '../../events/stored/feed.ts';
import { saveFeed } from './save-feed.ts';
import type { SyncDeps } from './sync-deps.ts';

/** Removes the rows of generations that nobody can be reading any more. What became stale meanwhile stays for the next time. */
export const sweepStale =
  (deps: Pick<SyncDeps, 'feeds' | 'clock'>) =>
  async (feed: Feed): Promise<void> => {
    const swept = new Set(feed.stale);
    for (const generation of swept) await deps.feeds.removeAllEvents(feed.id, generation);
    await saveFeed(deps)(feed, ({ stale = [], sweepAt, ...rest }) => {
      const left = stale.filter((generation) => !swept.has(generation));
      return left.length === 0 ? rest : { ...rest, stale: left, ...(sweepAt !== undefined && { sweepAt }) };
    });
  };
