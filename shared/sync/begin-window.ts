import type { FeedWork } from '../../events/internal/feed-work.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { saveFeed } from './save-feed.ts';
import type { SyncDeps } from './sync-deps.ts';

type Circumstances = Pick<Feed, 'plainUntil' | 'resyncAt'>;

/**
 * Reads the whole window anew under a generation of its own: the first time, after a dead cursor, where a reading got lost, or where a
 * cursor has become too old. What was known is served until then.
 */
export const beginWindow =
  (deps: SyncDeps) =>
  async (feed: Feed, trace: string, circumstances: Circumstances = {}): Promise<void> => {
    const generation = deps.ids.next('gen');
    const saved = await saveFeed(deps)(
      feed,
      ({ reading, stale = [], cursor: _, cursorless: __, seen: ___, ...rest }) => ({
        ...rest,
        ...circumstances,
        stale: [...stale, ...(reading ? [reading.generation] : [])],
      }),
    );
    if (saved === undefined) return;
    const body: FeedWork = { v: 1, kind: 'window', feedId: feed.id, generation, trace };
    await deps.queues.send([{ queue: 'sync', body }]);
  };
