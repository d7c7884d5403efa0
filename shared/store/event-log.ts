import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { EventLogHead } from '../../events/stored/event-log-head.ts';
import { LoggedEvent } from '../../events/stored/logged-event.ts';
import type { EventLog } from '../ports/event-log.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';
import { type Action, transact } from './transact.ts';
import { type Unplaced, unplacedEvents } from './unplaced-events.ts';
import { versionedPut } from './versioned.ts';

const LAST = 999_999_999_999;
/** A reader that comes a little late is told so, rather than of an unknown position. */
const KEPT_SECONDS = 37 * 24 * 3600;

const readHead = async ({ client, name }: Table, org: string): Promise<EventLogHead> => {
  const { Item } = await client.send(
    new GetCommand({ TableName: name, Key: keys.eventLogHead(org), ConsistentRead: true }),
  );
  return Item ? EventLogHead.parse(Item) : { v: 1, org, version: 0, position: 0 };
};

/** The event leaves the index in the transaction that gives it its place: so it has one, whoever else reads on. */
const place = ({ name }: Table, { key, transition }: Unplaced, position: number): readonly Action[] => [
  {
    Put: {
      TableName: name,
      Item: {
        ...transition,
        ...keys.loggedEvent(transition.org, position),
        position,
        ttl: Math.floor(Date.parse(transition.at) / 1000) + KEPT_SECONDS,
      },
    },
  },
  {
    Update: {
      TableName: name,
      Key: key,
      UpdateExpression: 'REMOVE listPk, listSk',
      ConditionExpression: 'attribute_exists(listPk)',
    },
  },
];

/** What others have placed meanwhile is found as readily as what was placed here. */
const append = async (table: Table, org: string, since: string): Promise<boolean> => {
  // Before the events: if others place them in between, the head's condition fails.
  const head = await readHead(table, org);
  const found = await unplacedEvents(table, org, since);
  if (found.length === 0) return false;
  const next = { ...head, version: head.version + 1, position: head.position + found.length };
  await transact(table, [
    versionedPut(table, keys.eventLogHead(org), next),
    ...found.flatMap((one, index) => place(table, one, head.position + index + 1)),
  ]);
  return true;
};

/** The event log in DynamoDB, one partition an org. */
export const dynamoEventLog = (table: Table): EventLog => ({
  append: (org, since) => append(table, org, since),
  after: async (org, position, limit) => {
    const { pk, sk } = keys.loggedEvent(org, position + 1);
    const { Items = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': pk, ':from': sk, ':to': keys.loggedEvent(org, LAST).sk },
        Limit: limit,
      }),
    );
    return Items.map((item) => LoggedEvent.parse(item));
  },
  at: async (org, position) => {
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: keys.loggedEvent(org, position), ConsistentRead: true }),
    );
    return Item && LoggedEvent.parse(Item);
  },
  length: async (org) => (await readHead(table, org)).position,
});
