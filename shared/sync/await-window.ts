import type { FeedWork } from '../../events/internal/feed-work.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { saveFeed } from './save-feed.ts';
import type { SyncDeps } from './sync-deps.ts';

/** Has the end of the full read that is under way, or about to begin, go on with the run of this message, if it belongs to one. */
export const awaitWindow =
  (deps: Pick<SyncDeps, 'feeds' | 'clock'>) =>
  async (feed: Feed, work: Extract<FeedWork, { kind: 'changes' }>): Promise<void> => {
    const { run: awaitedBy } = work;
    if (awaitedBy === undefined || feed.awaitedBy?.id === awaitedBy.id) return;
    await saveFeed(deps)(feed, (current) => ({ ...current, awaitedBy }));
  };
