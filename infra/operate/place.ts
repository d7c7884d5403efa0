import { DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import { paginateListQueues, SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { QueueName } from '../topology.ts';

/** Where a hub runs, and how its things are called there. */
export interface Place {
  readonly sqs: SQSClient;
  readonly dynamodb: DynamoDBClient;
  /** Tells the name of the dead letters of a queue from those of others. */
  readonly isDeadLettersOf: (queue: QueueName, name: string) => boolean;
  readonly isTable: (name: string) => boolean;
}

const Dev = z.object({ aws: z.object({ sqs: z.url(), dynamodb: z.url() }) });
const LOCAL = { region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

/** A hub that `npm start` runs, by its address: it tells where its queues and its table are. */
export const localPlace = async (hub: string): Promise<Place> => {
  const response = await fetch(new URL('/dev', hub));
  const { aws } = Dev.parse(await response.json());
  return {
    sqs: new SQSClient({ ...LOCAL, endpoint: aws.sqs, useQueueUrlAsEndpoint: false }),
    dynamodb: new DynamoDBClient({ ...LOCAL, endpoint: aws.dynamodb }),
    isDeadLettersOf: (queue, name) => name === `${queue}-dlq` || name === `${queue}-dlq.fifo`,
    isTable: () => true,
  };
};

/** A deployed hub, by its stage, with the credentials and the region of the AWS command line. CloudFormation names things `<stack>-<id>-<random>`. */
export const deployedPlace = (stage: string): Place => {
  const stack = `meridian-${stage}`;
  return {
    sqs: new SQSClient(),
    dynamodb: new DynamoDBClient(),
    isDeadLettersOf: (queue, name) => name.startsWith(`${stack}-${queue}deadletters`),
    isTable: (name) => name.startsWith(`${stack}-table`),
  };
};

const nameOf = (url: string): string => url.split('/').at(-1) ?? '';

/** The URL of a queue's dead letters. */
export const findDeadLetters = async ({ sqs, isDeadLettersOf }: Place, queue: QueueName): Promise<string> => {
  for await (const { QueueUrls = [] } of paginateListQueues({ client: sqs, pageSize: 1000 }, {})) {
    const found = QueueUrls.find((url) => isDeadLettersOf(queue, nameOf(url)));
    if (found !== undefined) return found;
  }
  throw new Error(`there is no dead-letter queue of ${queue} here`);
};

/** The name of the hub's one table. */
export const findTable = async ({ dynamodb, isTable }: Place): Promise<string> => {
  for await (const { TableNames = [] } of paginateListTables({ client: dynamodb }, {})) {
    const found = TableNames.find(isTable);
    if (found !== undefined) return found;
  }
  throw new Error('there is no table of a hub here');
};
