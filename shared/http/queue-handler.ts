import middy from '@middy/core';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import type { Log } from '../ports/log.ts';

/** Strings that hold JSON become data inside the schema, so that a failure names the field and never the value. */
const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
});

/**
 * Works record by record, in order; after the first failure the rest of the batch goes back with it, so that a FIFO group keeps its order.
 * What throws is tried again by the queue and ends in its dead-letter queue: waiting work never throws.
 */
export const queueHandler = <S extends z.ZodType>(
  log: Log,
  body: S,
  work: (message: z.output<S>) => Promise<void>,
) =>
  middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    for (const [index, record] of Records.entries()) {
      try {
        await work(json.pipe(body).parse(record.body));
      } catch (error) {
        log.error('queue.failed', error, {
          messageId: record.messageId,
          receives: record.attributes.ApproximateReceiveCount,
        });
        return {
          batchItemFailures: Records.slice(index).map(({ messageId }) => ({ itemIdentifier: messageId })),
        };
      }
    }
    return { batchItemFailures: [] };
  });
