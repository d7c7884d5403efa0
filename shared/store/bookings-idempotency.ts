import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { Idempotency } from '../../events/stored/idempotency.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/** Consistent. */
export const readIdempotency = async (
  { client, name }: Table,
  key: string,
): Promise<Idempotency | undefined> => {
  const { Item } = await client.send(
    new GetCommand({ TableName: name, Key: keys.idempotency(key), ConsistentRead: true }),
  );
  return Item && Idempotency.parse(Item);
};
