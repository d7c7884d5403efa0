import { createHash } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Attempts } from '../ports/attempts.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

const hash = (of: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(of)).digest('base64url');

/** Small counters in DynamoDB, one a window, which forget themselves. */
export const dynamoAttempts = ({ client, name }: Table): Attempts => ({
  count: async ({ of, most, windowMs }, now) => {
    const window = Math.floor(now / windowMs);
    const endsAt = (window + 1) * windowMs;
    const update = new UpdateCommand({
      TableName: name,
      Key: keys.attempts(hash(of), window),
      UpdateExpression: 'SET #ttl = :ttl ADD #count :one',
      ConditionExpression: 'attribute_not_exists(#count) OR #count < :most',
      ExpressionAttributeNames: { '#count': 'count', '#ttl': 'ttl' },
      ExpressionAttributeValues: { ':one': 1, ':most': most, ':ttl': Math.ceil(endsAt / 1000) },
    });
    try {
      await client.send(update);
      return undefined;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return endsAt - now;
      throw error;
    }
  },
});
