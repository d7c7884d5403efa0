import type { Idempotency } from '../../events/stored/idempotency.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';
import type { Action } from './transact.ts';

/** Taken if free, or if what holds the key is past its day: TTL removes it only some time later. */
export const putIdempotency = ({ name }: Table, idempotency: Idempotency, at: string): Action => ({
  Put: {
    TableName: name,
    Item: {
      ...idempotency,
      ...keys.idempotency(idempotency.key),
      ttl: Math.floor(Date.parse(idempotency.expiresAt) / 1000),
    },
    ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :at',
    ExpressionAttributeValues: { ':at': at },
  },
});
