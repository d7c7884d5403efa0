import { DeleteCommand, DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { FailedMessage } from '../../events/stored/failed-message.ts';
import type { QueueName } from '../topology.ts';
import { findTable, type Place } from './place.ts';

const Stored = FailedMessage.extend({ pk: z.string(), sk: z.string() });
export type FailureReason = z.infer<typeof Stored>;

/** What the functions have said of the messages of a queue that failed. */
export const readReasons = async (place: Place, queue: QueueName): Promise<FailureReason[]> => {
  const pages = paginateQuery(
    { client: DynamoDBDocumentClient.from(place.dynamodb) },
    {
      TableName: await findTable(place),
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `FAILED#${queue}` },
      ConsistentRead: true,
    },
  );
  const found: FailureReason[] = [];
  for await (const { Items = [] } of pages) found.push(...Stored.array().parse(Items));
  return found;
};

/** Of messages that are no dead letters any more. */
export const forgetReasons = async (place: Place, reasons: readonly FailureReason[]): Promise<void> => {
  const TableName = await findTable(place);
  const client = DynamoDBDocumentClient.from(place.dynamodb);
  for (const { pk, sk } of reasons) await client.send(new DeleteCommand({ TableName, Key: { pk, sk } }));
};
