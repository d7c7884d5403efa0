import { setTimeout as pause } from 'node:timers/promises';
import { BatchGetCommand, type BatchGetCommandOutput } from '@aws-sdk/lib-dynamodb';
import { HubError } from '../errors.ts';
import type { Key } from './keys.ts';
import type { Table } from './table.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const BATCH = 100;
const ATTEMPTS = 8;

type Item = NonNullable<BatchGetCommandOutput['Responses']>[string][number];

const pauseMs = (attempt: number): number => Math.random() * 20 * 2 ** attempt;

const readBatch = async ({ client, name }: Table, batch: readonly Key[]): Promise<Item[]> => {
  const found: Item[] = [];
  let rest: Record<string, unknown>[] = batch.map((key) => ({ ...key }));
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const answer = await client.send(
      new BatchGetCommand({ RequestItems: { [name]: { Keys: rest, ConsistentRead: true } } }),
    );
    found.push(...(answer.Responses?.[name] ?? []));
    rest = answer.UnprocessedKeys?.[name]?.Keys ?? [];
    if (rest.length === 0) return found;
    await pause(pauseMs(attempt));
  }
  throw new HubError('busy', { retryAfterSeconds: 1 });
};

/** Consistent reads by key, in no order; keys without an item are left out. */
export const readItems = async (table: Table, wanted: readonly Key[]): Promise<Item[]> => {
  const found: Item[] = [];
  for (let from = 0; from < wanted.length; from += BATCH)
    found.push(...(await readBatch(table, wanted.slice(from, from + BATCH))));
  return found;
};
