import { setTimeout as pause } from 'node:timers/promises';
import { BatchWriteCommand, type BatchWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { HubError } from '../errors.ts';
import type { Table } from './table.ts';

type Write = NonNullable<BatchWriteCommandInput['RequestItems']>[string][number];

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
const BATCH = 25;
const ATTEMPTS = 8;

const pauseMs = (attempt: number): number => Math.random() * 20 * 2 ** attempt;

const writeBatch = async ({ client, name }: Table, batch: readonly Write[]): Promise<void> => {
  let rest = [...batch];
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: { [name]: rest } }));
    rest = UnprocessedItems?.[name] ?? [];
    if (rest.length === 0) return;
    await pause(pauseMs(attempt));
  }
  throw new HubError('busy', { retryAfterSeconds: 1 });
};

/** Unconditional puts and deletes of different items; each is safe to repeat, together they are not atomic. */
export const writeItems = async (table: Table, writes: readonly Write[]): Promise<void> => {
  for (let from = 0; from < writes.length; from += BATCH)
    await writeBatch(table, writes.slice(from, from + BATCH));
};
