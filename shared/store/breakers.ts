import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { Breaker } from '../../events/stored/breaker.ts';
import type { Breakers } from '../ports/breakers.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';
import { transact } from './transact.ts';
import { versionedPut } from './versioned.ts';

/** Breakers in DynamoDB. */
export const dynamoBreakers = (table: Table): Breakers => ({
  read: async (name) => {
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: keys.breaker(name), ConsistentRead: true }),
    );
    return Item && Breaker.parse(Item);
  },
  put: async (breaker) =>
    (await transact(table, [versionedPut(table, keys.breaker(breaker.name), breaker)])).length === 0,
});
