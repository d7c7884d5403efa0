import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { Due } from '../../events/stored/due.ts';
import type { Dues } from '../ports/dues.ts';
import { dueShards, type Key, keys } from './keys.ts';
import { readItems } from './read-items.ts';
import { retryConflicts } from './retry-conflicts.ts';
import type { Table } from './table.ts';

const Indexed = z.object({ pk: z.string(), sk: z.string(), dueAt: z.string() });
type Indexed = z.infer<typeof Indexed>;

const earliest = (a: Indexed, b: Indexed): number => a.dueAt.localeCompare(b.dueAt);

const dueIn =
  ({ client, name }: Table, now: string, limit: number) =>
  async (shard: string): Promise<readonly Indexed[]> => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: name,
        IndexName: 'due',
        KeyConditionExpression: 'dueShard = :shard AND dueAt <= :now',
        ExpressionAttributeValues: { ':shard': shard, ':now': now },
        Limit: limit,
      }),
    );
    return Indexed.array().parse(Items);
  };

/** The item of a debt, as it lies in the table and in the sparse index. */
export const dueItem = (due: Due): Due & Key & { dueShard: string } => ({
  ...due,
  ...keys.due(due.kind, due.owner),
  ...keys.dueIndex(due.owner, due.dueAt),
});

/** Debts and timers in the one table. The index only points: what counts is the item, read consistently. */
export const dynamoDues = (table: Table): Dues => ({
  put: async (due) => {
    const put = new PutCommand({ TableName: table.name, Item: dueItem(due) });
    await retryConflicts(() => table.client.send(put));
  },

  remove: async (kind, owner, version) => {
    const remove = new DeleteCommand({
      TableName: table.name,
      Key: keys.due(kind, owner),
      ...(version !== undefined && {
        ConditionExpression: 'version = :version',
        ExpressionAttributeValues: { ':version': version },
      }),
    });
    try {
      await retryConflicts(() => table.client.send(remove));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  },

  dueBy: async (now, limit) => {
    const shards = await Promise.all(dueShards.map(dueIn(table, now, limit)));
    const first = shards.flat().sort(earliest).slice(0, limit);
    const items = await readItems(
      table,
      first.map(({ pk, sk }) => ({ pk, sk })),
    );
    const dues = items.map((item) => Due.parse(item)).filter(({ dueAt }) => dueAt <= now);
    return dues.sort((a, b) => a.dueAt.localeCompare(b.dueAt));
  },

  postpone: async (due, dueAt) => {
    try {
      const update = new UpdateCommand({
        TableName: table.name,
        Key: keys.due(due.kind, due.owner),
        UpdateExpression: 'SET dueAt = :next ADD sent :one',
        ConditionExpression: 'dueAt = :seen AND version = :version',
        ExpressionAttributeValues: {
          ':next': dueAt,
          ':seen': due.dueAt,
          ':version': due.version,
          ':one': 1,
        },
      });
      await retryConflicts(() => table.client.send(update));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  },
});
