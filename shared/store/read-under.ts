import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import type { Key } from './keys.ts';
import type { Table } from './table.ts';

/** The items of one partition whose sort key begins so. Consistent. */
export const readUnder = async <S extends z.ZodType>(
  { client, name }: Table,
  { pk, sk }: Key,
  schema: S,
): Promise<z.output<S>[]> => {
  const found: z.output<S>[] = [];
  const pages = paginateQuery(
    { client },
    {
      TableName: name,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) found.push(...Items.map((item) => schema.parse(item)));
  return found;
};
