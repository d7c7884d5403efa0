import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import type { FailedMessage } from '../../events/stored/failed-message.ts';
import type { Clock } from '../ports/clock.ts';
import type { FailedMessages } from '../ports/failed-messages.ts';
import type { Log } from '../ports/log.ts';
import { failureReason } from './failure-reason.ts';

interface Deps {
  readonly queue: FailedMessage['queue'];
  readonly failures: FailedMessages;
  readonly clock: Clock;
  readonly log: Log;
}

/** Strings that hold JSON become data inside the schema, so that a failure names the field and never the value. */
const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
});

const Traced = json.pipe(z.object({ trace: z.string().max(200) }));

const receivesOf = ({ attributes }: SQSRecord): number => Number(attributes.ApproximateReceiveCount);

/** What is said about a failure must not make it a worse one: where it cannot be kept, the log has it. */
const keepReason = async ({ queue, failures, clock, log }: Deps, record: SQSRecord, error: unknown) => {
  const { messageId } = record;
  const receives = receivesOf(record);
  const reason = failureReason(error);
  const trace = Traced.safeParse(record.body).data?.trace;
  log.error('queue.failed', error, { queue, messageId, receives, reason, trace });
  const at = new Date(clock.now()).toISOString();
  const failed = {
    v: 1,
    queue,
    messageId,
    reason,
    receives,
    at,
    ...(trace !== undefined && { trace }),
  } as const;
  await failures.record(failed).catch((cause: unknown) => {
    log.error('queue.reason_not_kept', cause, { queue, messageId });
  });
};

const forgetReason = async ({ queue, failures, log }: Deps, record: SQSRecord): Promise<void> => {
  const { messageId } = record;
  if (receivesOf(record) <= 1) return;
  await failures.forget({ queue, messageId }).catch((cause: unknown) => {
    log.error('queue.reason_not_forgotten', cause, { queue, messageId });
  });
};

/**
 * Works record by record, in order; after the first failure the rest of the batch goes back with it, so that a FIFO group keeps its order.
 * What throws is tried again by the queue and ends in its dead-letter queue, its reason in the table: waiting work never throws.
 */
export const queueHandler = <S extends z.ZodType>(
  deps: Deps,
  body: S,
  work: (message: z.output<S>) => Promise<void>,
) =>
  middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    for (const [index, record] of Records.entries()) {
      try {
        await work(json.pipe(body).parse(record.body));
      } catch (error) {
        await keepReason(deps, record, error);
        return {
          batchItemFailures: Records.slice(index).map(({ messageId }) => ({ itemIdentifier: messageId })),
        };
      }
      await forgetReason(deps, record);
    }
    return { batchItemFailures: [] };
  });
