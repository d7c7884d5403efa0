import { setTimeout as pause } from 'node:timers/promises';
import {
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { type QueueName, topology } from '../topology.ts';
import { type FailureReason, forgetReasons, readReasons } from './failure-reasons.ts';
import { findDeadLetters, type Place } from './place.ts';

export interface DeadLetters {
  readonly queue: QueueName;
  readonly arn: string;
  /** By SQS's own count, which may be a minute old. */
  readonly count: number;
  readonly reasons: readonly FailureReason[];
}

const LOOK_AGAIN_MS = 1_000;

/** What lies in the dead-letter queue of a queue, and why. */
export const lookAt = async (place: Place, queue: QueueName): Promise<DeadLetters> => {
  const QueueUrl = await findDeadLetters(place, queue);
  const { Attributes = {} } = await place.sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['QueueArn', 'ApproximateNumberOfMessages'],
    }),
  );
  const { maxReceiveCount } = topology.queues[queue];
  const reasons = await readReasons(place, queue);
  return {
    queue,
    arn: Attributes.QueueArn ?? '',
    count: Number(Attributes.ApproximateNumberOfMessages),
    // The others are being tried again.
    reasons: reasons.filter(({ receives }) => receives >= maxReceiveCount),
  };
};

const movedBy = async ({ sqs }: Place, arn: string): Promise<number> => {
  for (;;) {
    const { Results = [] } = await sqs.send(
      new ListMessageMoveTasksCommand({ SourceArn: arn, MaxResults: 1 }),
    );
    const [task] = Results;
    if (task?.Status === 'FAILED')
      throw new Error(`the messages could not be moved: ${task.FailureReason ?? 'no reason given'}`);
    if (task?.Status !== 'RUNNING') return task?.ApproximateNumberOfMessagesMoved ?? 0;
    await pause(LOOK_AGAIN_MS);
  }
};

/** Puts all of them back into the queue they came from; resolves to how many that were. What fails once more comes back with a new reason. */
export const putBack = async (place: Place, { arn, reasons }: DeadLetters): Promise<number> => {
  await place.sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arn }));
  const moved = await movedBy(place, arn);
  await forgetReasons(place, reasons);
  return moved;
};
