import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { bounded } from './bounded.ts';

export const tableClient = (): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(new DynamoDBClient({ ...bounded(5_000), maxAttempts: 3 }), {
    marshallOptions: { removeUndefinedValues: true },
  });
