import { DeleteCommand, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { ExternalEvent } from '../../events/stored/external-event.ts';
import { Feed } from '../../events/stored/feed.ts';
import type { Feeds } from '../ports/feeds.ts';
import { type Key, keys } from './keys.ts';
import { putFeed } from './put-feed.ts';
import { readItems } from './read-items.ts';
import { retryConflicts } from './retry-conflicts.ts';
import type { Table } from './table.ts';
import { transact } from './transact.ts';
import { writeItems } from './write-items.ts';

const DAY_SECONDS = 86_400;
/** Rows of the past are of no use; the store forgets them a week later. */
const ttlOf = (end: string): number => Math.floor(Date.parse(end) / 1000) + 7 * DAY_SECONDS;

const PointedAt = z.object({ pk: z.string(), sk: z.string() });
const Listed = ExternalEvent.omit({ v: true, feedId: true, generation: true });

const eventItem = (event: ExternalEvent) => ({
  ...event,
  ...keys.externalEvent(event.feedId, event.generation, event.id),
  listPk: keys.externalEvents(event.feedId, event.generation),
  listSk: `${event.start}#${event.id}`,
  ttl: ttlOf(event.end),
});

const readFeed = async ({ client, name }: Table, id: string): Promise<Feed | undefined> => {
  const { Item } = await client.send(
    new GetCommand({ TableName: name, Key: keys.feed(id), ConsistentRead: true }),
  );
  return Item && Feed.parse(Item);
};

const rowKeys = async (table: Table, partition: string): Promise<Key[]> => {
  const found: Key[] = [];
  const pages = paginateQuery(
    { client: table.client },
    {
      TableName: table.name,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': partition },
      ProjectionExpression: 'pk, sk',
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) found.push(...PointedAt.array().parse(Items));
  return found;
};

const removeGeneration = async (table: Table, feedId: string, generation: string): Promise<number> => {
  const found = await rowKeys(table, keys.externalEvents(feedId, generation));
  await writeItems(
    table,
    found.map((key) => ({ DeleteRequest: { Key: key } })),
  );
  return found.length;
};

const generationsOf = (feed: Feed | undefined): readonly string[] =>
  feed === undefined
    ? []
    : [feed.generation, feed.reading?.generation, ...(feed.stale ?? [])].filter((one) => one !== undefined);

const eventsOf = async (
  table: Table,
  { feedId, generation }: Pick<ExternalEvent, 'feedId' | 'generation'>,
  start: string,
  end: string,
): Promise<ExternalEvent[]> => {
  const found: ExternalEvent[] = [];
  const pages = paginateQuery(
    { client: table.client },
    {
      TableName: table.name,
      IndexName: 'list',
      KeyConditionExpression: 'listPk = :list AND listSk < :end',
      FilterExpression: '#end > :start',
      ExpressionAttributeNames: { '#end': 'end' },
      ExpressionAttributeValues: {
        ':list': keys.externalEvents(feedId, generation),
        ':end': end,
        ':start': start,
      },
    },
  );
  for await (const { Items = [] } of pages)
    found.push(...Items.map((item) => ({ v: 1 as const, feedId, generation, ...Listed.parse(item) })));
  return found;
};

const rowsOf = async (
  table: Table,
  { feedId, generation }: Pick<ExternalEvent, 'feedId' | 'generation'>,
  ids: readonly string[],
): Promise<ExternalEvent[]> => {
  const items = await readItems(
    table,
    [...new Set(ids)].map((id) => keys.externalEvent(feedId, generation, id)),
  );
  return items.map((item) => ({ v: 1 as const, feedId, generation, ...Listed.parse(item) }));
};

const allEventsOf = async (table: Table, feedId: string, generation: string): Promise<ExternalEvent[]> => {
  const found: ExternalEvent[] = [];
  const pages = paginateQuery(
    { client: table.client },
    {
      TableName: table.name,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': keys.externalEvents(feedId, generation) },
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages)
    found.push(...Items.map((item) => ({ v: 1 as const, feedId, generation, ...Listed.parse(item) })));
  return found;
};

/** Watched calendars, the foreign time in them, and when each is due, in the one table. */
export const dynamoFeeds = (table: Table): Feeds => ({
  read: (feedId) => readFeed(table, feedId),

  readMany: async (feedIds) => {
    const items = await readItems(table, [...new Set(feedIds)].map(keys.feed));
    return items.map((item) => Feed.parse(item));
  },

  put: async (feed, dueAt) => (await transact(table, putFeed(table, feed, dueAt))).length === 0,

  remove: async (feedId) => {
    const { client, name } = table;
    for (const Key of [keys.due('feed', feedId), keys.feed(feedId)])
      await retryConflicts(() => client.send(new DeleteCommand({ TableName: name, Key })));
  },

  putEvents: (events) =>
    writeItems(
      table,
      [...new Map(events.map((event) => [event.id, event])).values()].map((event) => ({
        PutRequest: { Item: eventItem(event) },
      })),
    ),

  removeEvents: (feedId, generation, ids) =>
    writeItems(
      table,
      [...new Set(ids)].map((id) => ({
        DeleteRequest: { Key: { ...keys.externalEvent(feedId, generation, id) } },
      })),
    ),

  events: (feedId, generation, start, end) => eventsOf(table, { feedId, generation }, start, end),

  eventsById: (feedId, generation, ids) => rowsOf(table, { feedId, generation }, ids),

  allEvents: (feedId, generation) => allEventsOf(table, feedId, generation),

  countEvents: async (feedId) => {
    let count = 0;
    for (const one of generationsOf(await readFeed(table, feedId)))
      count += (await rowKeys(table, keys.externalEvents(feedId, one))).length;
    return count;
  },

  removeAllEvents: async (feedId, generation) => {
    const generations =
      generation === undefined ? generationsOf(await readFeed(table, feedId)) : [generation];
    let removed = 0;
    for (const one of generations) removed += await removeGeneration(table, feedId, one);
    return removed;
  },
});
