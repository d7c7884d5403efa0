import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { EventType } from '../../events/stored/event-type.ts';
import type { EventTypes } from '../ports/event-types.ts';
import { readIdempotency } from './bookings-idempotency.ts';
import { pageOfRows, rowActions } from './event-type-rows.ts';
import { keys } from './keys.ts';
import { putIdempotency } from './put-idempotency.ts';
import { putTransition } from './put-transition.ts';
import { readItems } from './read-items.ts';
import type { Table } from './table.ts';
import { type Action, transact } from './transact.ts';
import { versionedDelete, versionedPut } from './versioned.ts';

/** A guard against programs that never stop; no organization needs as many. */
const MOST = 10_000;

const count = ({ name }: Table, { org }: EventType, by: 1 | -1, most: number): Action => ({
  Update: {
    TableName: name,
    Key: keys.eventTypeCount(org),
    UpdateExpression: 'ADD #count :by',
    ...(by === 1 && { ConditionExpression: 'attribute_not_exists(#count) OR #count < :most' }),
    ExpressionAttributeNames: { '#count': 'count' },
    ExpressionAttributeValues: { ':by': by, ...(by === 1 && { ':most': most }) },
  },
});

/** Nobody becomes a host who is just being removed: the removal takes off whatever names them by then. */
const hostsExist = ({ name }: Table, { org, hosts }: EventType): Action[] =>
  hosts.map(({ userId }) => ({
    ConditionCheck: {
      TableName: name,
      Key: keys.person(org, userId),
      ConditionExpression: 'attribute_exists(pk)',
    },
  }));

const readOne = async ({ client, name }: Table, id: string): Promise<EventType | undefined> => {
  const { Item } = await client.send(
    new GetCommand({ TableName: name, Key: keys.eventType(id), ConsistentRead: true }),
  );
  return Item && EventType.parse(Item);
};

const readMany = async (table: Table, ids: readonly string[]): Promise<EventType[]> => {
  const items = await readItems(table, ids.map(keys.eventType));
  const byId = new Map(items.map((item) => EventType.parse(item)).map((each) => [each.id, each]));
  return ids.flatMap((id) => byId.get(id) ?? []);
};

/** Event types in DynamoDB. */
export const dynamoEventTypes = (table: Table, most = MOST): EventTypes => ({
  read: async (org, id) => {
    const found = await readOne(table, id);
    return found?.org === org ? found : undefined;
  },

  find: (id) => readOne(table, id),

  list: async ({ org, host, ...page }) => {
    const pk = host === undefined ? keys.orgEventTypes(org) : keys.hostEventTypes(org, host);
    const { ids, ...more } = await pageOfRows(table, pk, page);
    return { items: await readMany(table, ids), ...more };
  },

  idempotency: (key) => readIdempotency(table, key),

  create: async ({ eventType, transition, idempotency }) => {
    const failed = await transact(table, [
      count(table, eventType, 1, most),
      versionedPut(table, keys.eventType(eventType.id), eventType),
      ...rowActions(table, undefined, eventType),
      ...hostsExist(table, eventType),
      putTransition(table, transition),
      ...(idempotency ? [putIdempotency(table, idempotency, transition.at)] : []),
    ]);
    if (failed.length === 0) return 'committed';
    return failed.includes(0) ? 'full' : 'raced';
  },

  replace: async (before, after, transition) => {
    const failed = await transact(table, [
      versionedPut(table, keys.eventType(after.id), after),
      ...rowActions(table, before, after),
      ...hostsExist(table, after),
      putTransition(table, transition),
    ]);
    return failed.length === 0;
  },

  remove: async (before, transition) => {
    const failed = await transact(table, [
      versionedDelete(table, keys.eventType(before.id), before),
      ...rowActions(table, before, undefined),
      count(table, before, -1, most),
      { Delete: { TableName: table.name, Key: keys.hostShares(before.id) } },
      putTransition(table, transition),
    ]);
    return failed.length === 0;
  },
});
