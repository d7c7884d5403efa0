import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** The one table. */
export interface Table {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
}
