import * as z from 'zod';
import { Connection } from '../../events/stored/connection.ts';
import { Feed } from '../../events/stored/feed.ts';
import type { FeedsWithConnections } from '../ports/feeds-with-connections.ts';
import { keys } from './keys.ts';
import { readItems } from './read-items.ts';
import type { Table } from './table.ts';

const Keyed = z.object({ pk: z.string() });

/** Two items of the one table, by one consistent read of both. */
export const dynamoFeedsWithConnections = (table: Table): FeedsWithConnections => ({
  read: async (feedId, { org, userId, id }) => {
    const feedKey = keys.feed(feedId);
    const items = await readItems(table, [feedKey, keys.connection(org, userId, id)]);
    const isFeed = (item: unknown): boolean => Keyed.parse(item).pk === feedKey.pk;
    const feed = items.find(isFeed);
    const connection = items.find((item) => !isFeed(item));
    return {
      ...(feed && { feed: Feed.parse(feed) }),
      ...(connection && { connection: Connection.parse(connection) }),
    };
  },
});
