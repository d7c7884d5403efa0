import { QueryCommand, type QueryCommandOutput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Transition } from '../../events/stored/transition.ts';
import { type Key, keys } from './keys.ts';
import type { Table } from './table.ts';

/** Two actions each and the head's own, in a transaction of 100. */
const MOST = 40;
const AT_ONCE = 25;

const Row = z.object({ pk: z.string(), listSk: z.string() });
const Item = Transition.extend({
  type: z.string(),
  pk: z.string(),
  sk: z.string(),
  listPk: z.string(),
  listSk: z.string(),
});

type LastKey = QueryCommandOutput['LastEvaluatedKey'];

export interface Unplaced {
  readonly key: Key;
  readonly transition: Omit<Transition, 'type'> & { readonly type: string };
  /** Sorts by time, and within an instant by cause. */
  readonly order: string;
}

/** All of one subject, as the table itself has them: the index may know a later one and not yet the one before it. */
const ofSubject = async ({ client, name }: Table, pk: string): Promise<Unplaced[]> => {
  const found: Unplaced[] = [];
  let from: LastKey;
  do {
    const page: QueryCommandOutput = await client.send(
      new QueryCommand({
        TableName: name,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        FilterExpression: 'attribute_exists(listPk)',
        ExpressionAttributeValues: { ':pk': pk },
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    for (const item of page.Items ?? []) {
      const { sk, listSk, ...transition } = Item.parse(item);
      const { pk: _, listPk: __, ...plain } = transition;
      found.push({ key: { pk, sk }, transition: plain, order: listSk });
    }
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return found;
};

interface Hints {
  readonly rows: readonly z.infer<typeof Row>[];
  readonly from: LastKey;
}

const hints = async ({ client, name }: Table, org: string, since: string, from: LastKey): Promise<Hints> => {
  const { Items = [], LastEvaluatedKey } = await client.send(
    new QueryCommand({
      TableName: name,
      IndexName: 'list',
      KeyConditionExpression: 'listPk = :list AND listSk >= :since',
      ExpressionAttributeValues: { ':list': keys.transitions(org), ':since': since },
      Limit: AT_ONCE,
      ...(from && { ExclusiveStartKey: from }),
    }),
  );
  return { rows: z.array(Row).parse(Items), from: LastEvaluatedKey };
};

const inOrder = (one: Unplaced, other: Unplaced): number => (one.order < other.order ? -1 : 1);

/**
 * Transitions that have no place in the org's event log yet, oldest first: some of them, none only if there are none. The index says
 * where to look and may lag either way; the table decides.
 */
export const unplacedEvents = async (table: Table, org: string, since: string): Promise<Unplaced[]> => {
  let from: LastKey;
  do {
    const { rows, from: next } = await hints(table, org, since, from);
    from = next;
    // What the index has not come to yet may be older than what it has: nothing beyond this page is placed with it.
    const last = from === undefined ? undefined : rows.at(-1)?.listSk;
    const subjects = [...new Set(rows.map(({ pk }) => pk))];
    const found = (await Promise.all(subjects.map((pk) => ofSubject(table, pk)))).flat();
    const usable = found.filter(({ order }) => order >= since && (last === undefined || order <= last));
    if (usable.length > 0) return usable.sort(inOrder).slice(0, MOST);
  } while (from !== undefined);
  return [];
};
