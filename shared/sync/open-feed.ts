import type { Connection } from '../../events/stored/connection.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { connectedFeeds } from '../domain/connected-feeds.ts';
import type { SyncDeps } from './sync-deps.ts';

export interface OpenFeed {
  readonly feed: Feed;
  readonly connection: Connection;
}

const READABLE = new Set<Connection['state']>(['connecting', 'connected']);

/** A feed whose connection can be used and is still the one that it was made for. */
export const openFeed =
  ({ connections }: Pick<SyncDeps, 'connections'>) =>
  async (feed: Feed): Promise<OpenFeed | undefined> => {
    const connection = await connections.read(feed.org, feed.userId, feed.connectionId);
    if (connection === undefined || !READABLE.has(connection.state)) return undefined;
    const isRead = connectedFeeds(connection).some(({ feedId }) => feedId === feed.id);
    return isRead && connection.epoch === feed.epoch ? { feed, connection } : undefined;
  };
