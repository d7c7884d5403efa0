import { type QueueName, topology } from '../../topology.ts';
import type { Queue } from './queue.ts';
import type { Queues } from './queues.ts';

interface QueuePair {
  readonly queue: Queue;
  readonly deadLetters: Queue;
}

const NAMES = Object.keys(topology.queues) as QueueName[];
const FIFO = {
  FifoQueue: 'true',
  DeduplicationScope: 'messageGroup',
  FifoThroughputLimit: 'perMessageGroupId',
};
const FOURTEEN_DAYS = '1209600';

const deadLetterName = (name: QueueName): string => `${name}-dlq${topology.queues[name].fifo ? '.fifo' : ''}`;

const build = (queues: Queues, name: QueueName): QueuePair => {
  const { fifo, visibilitySeconds, maxReceiveCount } = topology.queues[name];
  const kind = fifo ? FIFO : {};
  const deadLetters = queues.create(deadLetterName(name), { ...kind, MessageRetentionPeriod: FOURTEEN_DAYS });
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount });
  const attributes = { ...kind, VisibilityTimeout: String(visibilitySeconds), RedrivePolicy };
  return { deadLetters, queue: queues.create(fifo ? `${name}.fifo` : name, attributes) };
};

/** The topology's queues, each with its dead letters, as the stack builds them. */
export const topologyQueues = (queues: Queues): Record<QueueName, QueuePair> => {
  const [sync, provision, mail] = [build(queues, 'sync'), build(queues, 'provision'), build(queues, 'mail')];
  return { sync, provision, mail };
};

export const queueNames: readonly QueueName[] = NAMES;
