import { Duration, type Stack } from 'aws-cdk-lib';
import {
  DeduplicationScope,
  FifoThroughputLimit,
  Queue,
  QueueEncryption,
  type QueueProps,
} from 'aws-cdk-lib/aws-sqs';
import type { QueueName, QueueSpec, Topology } from '../topology.ts';
import { mapValues } from './map-values.ts';

interface QueuePair {
  readonly queue: Queue;
  readonly deadLetters: Queue;
}
export type Queues = Readonly<Record<QueueName, QueuePair>>;

const common: QueueProps = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
/** High throughput: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/high-throughput-fifo.html */
const fifo: QueueProps = {
  fifo: true,
  deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
  fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
};

const buildQueue = (stack: Stack, name: string, spec: QueueSpec): QueuePair => {
  const props = { ...common, ...(spec.fifo && fifo) };
  // A dead letter keeps the age it came with, so its queue must keep longer than the one it came from.
  const deadLetters = new Queue(stack, `${name}-dead-letters`, {
    ...props,
    retentionPeriod: Duration.days(14),
  });
  const queue = new Queue(stack, `${name}-queue`, {
    ...props,
    retentionPeriod: Duration.days(4),
    visibilityTimeout: Duration.seconds(spec.visibilitySeconds),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: spec.maxReceiveCount },
  });
  return { queue, deadLetters };
};

export const buildQueues = (stack: Stack, { queues }: Topology): Queues =>
  mapValues<QueueName, QueueSpec, QueuePair>(queues, (name, spec) => buildQueue(stack, name, spec));
