import type { Key } from './keys.ts';
import type { Table } from './table.ts';
import type { Action } from './transact.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Puts a mutable item: it must be there in the version before this one; version 1 must not be there at all. */
export const versionedPut = (
  { name }: Table,
  key: Key,
  item: Fields & { readonly version: number },
): Action => ({
  Put: {
    TableName: name,
    Item: { ...key, ...item },
    ...(item.version === 1
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: '#version = :before',
          ExpressionAttributeNames: { '#version': 'version' },
          ExpressionAttributeValues: { ':before': item.version - 1 },
        }),
  },
});

/** Deletes a mutable item as it was read. */
export const versionedDelete = (
  { name }: Table,
  key: Key,
  { version }: { readonly version: number },
): Action => ({
  Delete: {
    TableName: name,
    Key: { pk: key.pk, sk: key.sk },
    ConditionExpression: '#version = :version',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':version': version },
  },
});
