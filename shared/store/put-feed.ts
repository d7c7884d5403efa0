import type { Feed } from '../../events/stored/feed.ts';
import { dueItem } from './dues.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';
import type { Action } from './transact.ts';

/** What the feed owes by then is found out when the time has come: one message, whatever is due. */
const dueAction = ({ name }: Table, feed: Feed, dueAt: string | undefined): Action => {
  if (dueAt === undefined) return { Delete: { TableName: name, Key: keys.due('feed', feed.id) } };
  const trace = `due-${feed.id}`;
  const { org, userId, connectionId } = feed;
  const connection = { org, userId, id: connectionId };
  const body = {
    v: 1,
    kind: 'changes',
    feedId: feed.id,
    cause: 'due',
    noticedAt: dueAt,
    connection,
    trace,
  } as const;
  const messages = [{ queue: 'sync' as const, body }];
  const due = { v: 1, kind: 'feed', owner: feed.id, version: feed.version, dueAt, messages } as const;
  return { Put: { TableName: name, Item: dueItem(due) } };
};

const putAction = ({ name }: Table, feed: Feed): Action => ({
  Put: {
    TableName: name,
    Item: { ...feed, ...keys.feed(feed.id) },
    ConditionExpression: feed.version === 1 ? 'attribute_not_exists(pk)' : 'version = :before',
    ...(feed.version > 1 && { ExpressionAttributeValues: { ':before': feed.version - 1 } }),
  },
});

/** A feed with its timer: both are written, or none. */
export const putFeed = (table: Table, feed: Feed, dueAt: string | undefined): Action[] => [
  putAction(table, feed),
  dueAction(table, feed, dueAt),
];
