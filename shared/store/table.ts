import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** The one table, and the number of shards of its due index. */
export interface Table {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
}
