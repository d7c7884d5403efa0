import type { Feed } from '../../events/stored/feed.ts';
import { connectedFeeds } from '../domain/connected-feeds.ts';
import type { SyncDeps } from './sync-deps.ts';

type Deps = Pick<SyncDeps, 'connections' | 'queues' | 'calendar'>;

/** What there is to tell: since when something may have changed (UTC instant), and in which request. */
interface Hint {
  readonly noticedAt: string;
  readonly trace: string;
}

/**
 * Where one channel speaks for all calendars of an account, what it says is a hint for each of them: none of the others has one of its own.
 * One message each; those that read anyway find it explained.
 */
export const tellSiblings =
  ({ connections, queues, calendar }: Deps) =>
  async ({ id, org, userId, connectionId }: Feed, { noticedAt, trace }: Hint): Promise<void> => {
    if (calendar.watchesAccount !== true) return;
    const connection = await connections.read(org, userId, connectionId);
    if (connection === undefined) return;
    const others = connectedFeeds(connection).filter(({ feedId }) => feedId !== id);
    if (others.length === 0) return;
    const about = { v: 1, kind: 'changes', cause: 'push', noticedAt, trace } as const;
    await queues.send(
      others.map(({ feedId }) => ({
        queue: 'sync',
        body: { ...about, feedId, connection: { org, userId, id: connectionId } },
      })),
    );
  };
