import { createHash } from 'node:crypto';
import { z } from 'zod';
import { attributesMd5 } from './attributes-md5.ts';
import { batch } from './batch.ts';
import type { Message, MessageAttributes } from './message.ts';
import { type Caller, type Operation, operation, queueAt, queueUrl } from './operation.ts';
import type { Queue } from './queue.ts';
import { systemAttributes } from './system-attributes.ts';

const names = z.array(z.string()).default([]);
const visibility = z.int().min(0).max(43_200);
const receiveInput = z.object({
  QueueUrl: queueUrl,
  MaxNumberOfMessages: z.int().min(1).max(10).default(1),
  VisibilityTimeout: visibility.optional(),
  WaitTimeSeconds: z.int().min(0).max(20).optional(),
  AttributeNames: names,
  MessageSystemAttributeNames: names,
  MessageAttributeNames: names,
});
type ReceiveInput = z.infer<typeof receiveInput>;

const isAsked = (asked: readonly string[], name: string): boolean =>
  asked.some(
    (each) =>
      each === name ||
      each === 'All' ||
      each === '.*' ||
      (each.endsWith('.*') && name.startsWith(each.slice(0, -1))),
  );

const only = <T>(record: Record<string, T>, asked: readonly string[]): Record<string, T> | undefined => {
  const kept = Object.entries(record).filter(([name]) => isAsked(asked, name));
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
};

const shown = (message: Message, isFifo: boolean, input: ReceiveInput): Record<string, unknown> => {
  const attributes: MessageAttributes = only(message.attributes, input.MessageAttributeNames) ?? {};
  return {
    MessageId: message.id,
    ReceiptHandle: message.handle,
    Body: message.body,
    MD5OfBody: createHash('md5').update(message.body).digest('hex'),
    MD5OfMessageAttributes: attributesMd5(attributes),
    MessageAttributes: only(attributes, ['All']),
    Attributes: only(systemAttributes(message, isFifo), [
      ...input.AttributeNames,
      ...input.MessageSystemAttributeNames,
    ]),
  };
};

/** A caller who hung up takes nothing with it. */
const receiveWithin = async (caller: Caller, queue: Queue, input: ReceiveInput): Promise<Message[]> => {
  const seconds = input.WaitTimeSeconds ?? queue.seconds('ReceiveMessageWaitTimeSeconds');
  const until = performance.now() + seconds * 1000;
  while (!caller.signal.aborted) {
    const taken = caller.queues.receive(queue, input.MaxNumberOfMessages, input.VisibilityTimeout);
    const leftMs = until - performance.now();
    if (taken.length > 0 || leftMs <= 0) return taken;
    await caller.queues.change(leftMs, caller.signal);
  }
  return [];
};

const receive = operation(receiveInput, async (caller, input) => {
  const queue = queueAt(caller, input.QueueUrl);
  const messages = await receiveWithin(caller, queue, input);
  return messages.length > 0
    ? { Messages: messages.map((message) => shown(message, queue.isFifo, input)) }
    : {};
});

const handled = z.object({ ReceiptHandle: z.string() });
const hidden = handled.extend({ VisibilityTimeout: visibility });
const id = { Id: z.string() };

const changing = <Schema extends z.ZodType<{ QueueUrl: string }>>(
  schema: Schema,
  run: (queue: Queue, input: z.infer<Schema>) => Record<string, unknown>,
): Operation =>
  operation(schema, (caller, input) => {
    const output = run(queueAt(caller, input.QueueUrl), input);
    caller.queues.changed();
    return output;
  });
const remove = (queue: Queue, { ReceiptHandle }: z.infer<typeof handled>) => {
  queue.remove(ReceiptHandle);
  return {};
};
const hide = (queue: Queue, { ReceiptHandle, VisibilityTimeout }: z.infer<typeof hidden>) => {
  queue.hide(ReceiptHandle, VisibilityTimeout);
  return {};
};

export const receiveOperations: Record<string, Operation> = {
  ReceiveMessage: receive,
  DeleteMessage: changing(handled.extend({ QueueUrl: queueUrl }), remove),
  DeleteMessageBatch: changing(
    z.object({ QueueUrl: queueUrl, Entries: z.array(handled.extend(id)) }),
    (queue, { Entries }) => batch(Entries, (each) => remove(queue, each)),
  ),
  ChangeMessageVisibility: changing(hidden.extend({ QueueUrl: queueUrl }), hide),
  ChangeMessageVisibilityBatch: changing(
    z.object({ QueueUrl: queueUrl, Entries: z.array(hidden.extend(id)) }),
    (queue, { Entries }) => batch(Entries, (each) => hide(queue, each)),
  ),
};
