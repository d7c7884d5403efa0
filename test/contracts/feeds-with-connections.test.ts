import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dynamoConnections } from '../../shared/store/connections.ts';
import { dynamoFeeds } from '../../shared/store/feeds.ts';
import { dynamoFeedsWithConnections } from '../../shared/store/feeds-with-connections.ts';
import { aConnection } from '../support/a-connection.ts';
import { aFeed } from '../support/a-feed.ts';
import { scratchTables, TABLE } from '../support/scratch-tables.ts';

type Scratch = Awaited<ReturnType<typeof scratchTables>>;
let scratch: Scratch;
beforeAll(async () => {
  scratch = await scratchTables();
});
beforeEach(() => scratch.tables.reset());
afterAll(() => scratch.close());

describe('a watched calendar and its connection', () => {
  const connection = { ...aConnection(), version: 1 };

  it('come together, each only where it is there', async () => {
    const table = { client: scratch.client, name: TABLE };
    const both = dynamoFeedsWithConnections(table);
    expect(await both.read('feed-1', connection)).toEqual({});
    await dynamoFeeds(table).put(aFeed(), undefined);
    expect(await both.read('feed-1', connection)).toEqual({ feed: aFeed() });
    await dynamoConnections(table).commit({ connection });
    const stored = await dynamoConnections(table).read(connection.org, connection.userId, connection.id);
    expect(stored?.id).toBe(connection.id);
    expect(await both.read('feed-1', connection)).toEqual({ feed: aFeed(), connection: stored });
    expect(await both.read('feed-2', connection)).toEqual({ connection: stored });
    expect(await both.read('feed-1', { ...connection, userId: 'chloe' })).toEqual({ feed: aFeed() });
  });
});
