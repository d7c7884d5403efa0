import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { EventType } from '../../events/stored/event-type.ts';
import { pageCursor } from '../domain/page-cursor.ts';
import { HubError } from '../errors.ts';
import { type Key, keys } from './keys.ts';
import type { Table } from './table.ts';
import type { Action } from './transact.ts';

const Row = z.object({ sk: z.string(), id: z.string() });
type Row = z.infer<typeof Row>;

/** A place in a list is its sort key: when it was made, then its id. */
const PLACE = /^\d{4}-[\w%.-]+#ety_[a-z2-7]+$/u;

const hostRow = ({ org, createdAt, id }: EventType, userId: string): Key => ({
  pk: keys.hostEventTypes(org, userId),
  sk: keys.eventTypePlace(createdAt, id),
});

const orgRow = ({ org, createdAt, id }: EventType): Key => ({
  pk: keys.orgEventTypes(org),
  sk: keys.eventTypePlace(createdAt, id),
});

/** Those that are there no more, and those that are new: what stays is not written. */
const movedRows = (before: EventType | undefined, after: EventType | undefined): [Key[], Key[]] => {
  const rowsOf = (eventType: EventType | undefined): Key[] =>
    eventType ? [orgRow(eventType), ...eventType.hosts.map(({ userId }) => hostRow(eventType, userId))] : [];
  const [old, present] = [rowsOf(before), rowsOf(after)];
  const isIn = (rows: readonly Key[], row: Key): boolean => rows.some(({ pk }) => pk === row.pk);
  return [old.filter((row) => !isIn(present, row)), present.filter((row) => !isIn(old, row))];
};

/**
 * An event type is listed by a row in its org's partition and by one in that of each host, written in its own transaction: so lists are
 * consistent, and whoever is removed is found everywhere.
 */
export const rowActions = (
  { name }: Table,
  before: EventType | undefined,
  after: EventType | undefined,
): Action[] => {
  const id = after?.id ?? before?.id;
  const [gone, made] = movedRows(before, after);
  return [
    ...gone.map((Key) => ({ Delete: { TableName: name, Key } })),
    ...made.map((row) => ({ Put: { TableName: name, Item: { ...row, id } } })),
  ];
};

const readPlace = (cursor: string): string => {
  const [place = ''] = pageCursor.read(cursor);
  if (PLACE.test(place)) return place;
  throw new HubError('invalid_cursor', {
    detail: 'This cursor is not one of this list: start again without one.',
  });
};

/** Up to `limit` + 1 rows: the one too many says that there are more. */
const query = async (
  { client, name }: Table,
  pk: string,
  limit: number,
  after: string | undefined,
): Promise<Row[]> => {
  const { Items } = await client.send(
    new QueryCommand({
      TableName: name,
      ConsistentRead: true,
      KeyConditionExpression: after === undefined ? 'pk = :pk' : 'pk = :pk AND sk > :after',
      ExpressionAttributeValues: { ':pk': pk, ...(after !== undefined && { ':after': after }) },
      Limit: limit + 1,
    }),
  );
  return z.array(Row).parse(Items ?? []);
};

/** The ids of one page of a list, oldest first. Throws `invalid_cursor`. */
export const pageOfRows = async (
  table: Table,
  pk: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<{ ids: string[]; next?: string }> => {
  const rows = await query(table, pk, limit, cursor === undefined ? undefined : readPlace(cursor));
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    ids: items.map(({ id }) => id),
    ...(last && rows.length > limit && { next: pageCursor.write(last.sk) }),
  };
};
