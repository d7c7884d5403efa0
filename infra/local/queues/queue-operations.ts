import { z } from 'zod';
import { type Operation, operation, queueAt, queueUrl } from './operation.ts';
import type { Queue } from './queue.ts';
import { queueAttributes } from './queue-attributes.ts';

const record = z.record(z.string(), z.string());
const addressed = z.object({ QueueUrl: queueUrl });

const attributesOf = (queue: Queue): Record<string, string> => {
  const { visible, inFlight, delayed } = queue.counts();
  const at = String(Math.floor(queue.createdAt / 1000));
  return {
    ...queue.attributes,
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    CreatedTimestamp: at,
    LastModifiedTimestamp: at,
  };
};

const getAttributes = operation(
  addressed.extend({ AttributeNames: z.array(z.string()).default([]) }),
  (caller, { QueueUrl, AttributeNames }) => {
    const all = Object.entries(attributesOf(queueAt(caller, QueueUrl)));
    const asked = all.filter(([name]) => AttributeNames.includes('All') || AttributeNames.includes(name));
    return asked.length > 0 ? { Attributes: Object.fromEntries(asked) } : {};
  },
);

const move = z.object({ SourceArn: z.string(), DestinationArn: z.string().optional() });

export const queueOperations: Record<string, Operation> = {
  CreateQueue: operation(
    z.object({ QueueName: z.string(), Attributes: record.default({}) }),
    (caller, { QueueName, Attributes }) => ({
      QueueUrl: caller.url(caller.queues.create(QueueName, Attributes)),
    }),
  ),
  GetQueueUrl: operation(z.object({ QueueName: z.string() }), (caller, { QueueName }) => ({
    QueueUrl: caller.url(caller.queues.get(QueueName)),
  })),
  ListQueues: operation(
    z.object({ QueueNamePrefix: z.string().default('') }),
    (caller, { QueueNamePrefix }) => ({
      QueueUrls: caller.queues
        .all()
        .filter(({ name }) => name.startsWith(QueueNamePrefix))
        .map(caller.url),
    }),
  ),
  GetQueueAttributes: getAttributes,
  SetQueueAttributes: operation(
    addressed.extend({ Attributes: record }),
    (caller, { QueueUrl, Attributes }) => {
      const queue = queueAt(caller, QueueUrl);
      queue.attributes = queueAttributes({ ...queue.attributes, ...Attributes });
      return {};
    },
  ),
  PurgeQueue: operation(addressed, (caller, { QueueUrl }) => {
    queueAt(caller, QueueUrl).takeAll();
    return {};
  }),
  DeleteQueue: operation(addressed, (caller, { QueueUrl }) => {
    caller.queues.delete(queueAt(caller, QueueUrl).name);
    return {};
  }),
  ListDeadLetterSourceQueues: operation(addressed, (caller, { QueueUrl }) => ({
    queueUrls: caller.queues.sourcesOf(queueAt(caller, QueueUrl)).map(caller.url),
  })),
  StartMessageMoveTask: operation(move, (caller, { SourceArn, DestinationArn }) => ({
    TaskHandle: caller.queues.move(SourceArn, DestinationArn).TaskHandle,
  })),
  ListMessageMoveTasks: operation(
    z.object({ SourceArn: z.string(), MaxResults: z.int().min(1).max(10).default(1) }),
    (caller, { SourceArn, MaxResults }) => ({
      Results: caller.queues.tasksOf(SourceArn).slice(0, MaxResults),
    }),
  ),
};
