import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { FailedMessages } from '../ports/failed-messages.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/** As long as a dead-letter queue keeps its messages. */
const KEPT_SECONDS = 14 * 86_400;

/** Reasons of failures in DynamoDB. */
export const dynamoFailedMessages = ({ client, name }: Table): FailedMessages => ({
  record: async (failed) => {
    const ttl = Math.floor(Date.parse(failed.at) / 1000) + KEPT_SECONDS;
    const key = keys.failedMessage(failed.queue, failed.messageId);
    await client.send(new PutCommand({ TableName: name, Item: { ...failed, ...key, ttl } }));
  },
  forget: async ({ queue, messageId }) => {
    await client.send(new DeleteCommand({ TableName: name, Key: keys.failedMessage(queue, messageId) }));
  },
});
