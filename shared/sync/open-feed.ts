import type { FeedWork } from '../../events/internal/feed-work.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { connectedFeeds } from '../domain/connected-feeds.ts';
import type { SyncDeps } from './sync-deps.ts';

export interface OpenFeed {
  readonly feed: Feed;
  readonly connection: Connection;
}

const READABLE = new Set<Connection['state']>(['connecting', 'connected']);

const isOpen = (feed: Feed, connection: Connection | undefined): connection is Connection =>
  connection !== undefined &&
  READABLE.has(connection.state) &&
  connection.epoch === feed.epoch &&
  connectedFeeds(connection).some(({ feedId }) => feedId === feed.id);

/** A new epoch began between the two reads: what the message says of the feed is true of the new one as well. */
const isOutrun = (feed: Feed, connection: Connection | undefined): boolean =>
  connection !== undefined && connection.epoch > feed.epoch;

/** What one message is about. `open` only while the feed's connection can be used, and is still the one that it was made for. */
interface Found {
  readonly feed?: Feed;
  readonly open?: OpenFeed;
}

type Deps = Pick<SyncDeps, 'connections' | 'feeds' | 'together'>;

const readBoth = async (
  { together, feeds }: Deps,
  work: FeedWork,
): Promise<{ feed?: Feed; connection?: Connection }> => {
  if (work.kind === 'changes' && work.connection && together)
    return together.read(work.feedId, work.connection);
  const feed = await feeds.read(work.feedId);
  return feed ? { feed } : {};
};

/** Reads the feed of a message and, where the message tells whose it is, its connection with it. */
export const openFeed =
  (deps: Deps) =>
  async (work: FeedWork): Promise<Found> => {
    const { feed, connection: read } = await readBoth(deps, work);
    if (feed === undefined) return {};
    const connection =
      read?.id === feed.connectionId
        ? read
        : await deps.connections.read(feed.org, feed.userId, feed.connectionId);
    const current = isOutrun(feed, connection) ? await deps.feeds.read(feed.id) : feed;
    if (current === undefined) return {};
    return { feed: current, ...(isOpen(current, connection) && { open: { feed: current, connection } }) };
  };
