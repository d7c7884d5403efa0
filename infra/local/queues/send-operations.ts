import { createHash } from 'node:crypto';
import { z } from 'zod';
import { attributesMd5 } from './attributes-md5.ts';
import { batch } from './batch.ts';
import { checkMessage, messageBytes } from './check-message.ts';
import { messageAttributes, type Sent } from './message.ts';
import { type Operation, operation, queueAt, queueUrl } from './operation.ts';
import type { Queue } from './queue.ts';
import { SqsError } from './sqs-error.ts';

const LARGEST_BATCH_BYTES = 1_048_576;

const entry = z.object({
  MessageBody: z.string(),
  DelaySeconds: z.int().optional(),
  MessageAttributes: messageAttributes.default({}),
  MessageSystemAttributes: messageAttributes.default({}),
  MessageGroupId: z.string().optional(),
  MessageDeduplicationId: z.string().optional(),
});
type Entry = z.infer<typeof entry>;

const sentOf = (input: Entry): Sent => ({
  body: input.MessageBody,
  attributes: input.MessageAttributes,
  group: input.MessageGroupId,
  dedupe: input.MessageDeduplicationId,
  trace: input.MessageSystemAttributes.AWSTraceHeader?.StringValue,
  delaySeconds: input.DelaySeconds,
});

const send = (queue: Queue, input: Entry): Record<string, unknown> => {
  const sent = sentOf(input);
  checkMessage(queue, sent);
  const { id, sequence } = queue.send(sent);
  return {
    MessageId: id,
    MD5OfMessageBody: createHash('md5').update(sent.body).digest('hex'),
    MD5OfMessageAttributes: attributesMd5(input.MessageAttributes),
    MD5OfMessageSystemAttributes: attributesMd5(input.MessageSystemAttributes),
    ...(queue.isFifo && { SequenceNumber: sequence }),
  };
};

const single = operation(entry.extend({ QueueUrl: queueUrl }), (caller, input) => {
  const output = send(queueAt(caller, input.QueueUrl), input);
  caller.queues.changed();
  return output;
});

const many = operation(
  z.object({ QueueUrl: queueUrl, Entries: z.array(entry.extend({ Id: z.string() })) }),
  (caller, { QueueUrl, Entries }) => {
    const queue = queueAt(caller, QueueUrl);
    const bytes = Entries.reduce((sum, each) => sum + messageBytes(sentOf(each)), 0);
    if (bytes > LARGEST_BATCH_BYTES)
      throw new SqsError(
        'BatchRequestTooLong',
        `Batch requests cannot be longer than ${LARGEST_BATCH_BYTES} bytes. You have sent ${bytes} bytes.`,
      );
    const output = batch(Entries, (each) => send(queue, each));
    caller.queues.changed();
    return output;
  },
);

export const sendOperations: Record<string, Operation> = { SendMessage: single, SendMessageBatch: many };
