import { SQSClient } from '@aws-sdk/client-sqs';
import { bounded } from './bounded.ts';

/** By default the host of a queue's URL wins over the configured endpoint: https://github.com/aws/aws-sdk-js-v3/pull/5780 */
export const queueClient = (): SQSClient =>
  new SQSClient({ ...bounded(3_000), maxAttempts: 3, useQueueUrlAsEndpoint: false });
