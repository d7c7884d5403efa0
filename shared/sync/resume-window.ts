import type { FeedWork } from '../../events/internal/feed-work.ts';
import type { Feed } from '../../events/stored/feed.ts';
import type { SyncDeps } from './sync-deps.ts';

/** Asks for the page at which the full read of a feed stands. */
export const resumeWindow =
  ({ queues }: Pick<SyncDeps, 'queues'>) =>
  async ({ id: feedId, reading }: Feed, trace: string): Promise<void> => {
    if (reading === undefined) return;
    const { generation, page } = reading;
    const body: FeedWork = {
      v: 1,
      kind: 'window',
      feedId,
      generation,
      ...(page !== undefined && { page }),
      trace,
    };
    await queues.send([{ queue: 'sync', body }]);
  };
