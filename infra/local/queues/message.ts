import { z } from 'zod';

const messageAttribute = z.object({
  DataType: z.string(),
  StringValue: z.string().optional(),
  /** Base64, as the JSON protocol has it. */
  BinaryValue: z.string().optional(),
});
export const messageAttributes = z.record(z.string(), messageAttribute);
export type MessageAttributes = z.infer<typeof messageAttributes>;

export const message = z.object({
  body: z.string(),
  attributes: messageAttributes,
  group: z.string().optional(),
  dedupe: z.string().optional(),
  trace: z.string().optional(),
  /** ARN of the queue that this dead letter came from. */
  source: z.string().optional(),
  id: z.string(),
  sequence: z.string(),
  sentAt: z.number(),
  firstReceivedAt: z.number().optional(),
  receives: z.number(),
  visibleAt: z.number(),
  handle: z.string().optional(),
});
export type Message = z.infer<typeof message>;

export interface Sent extends Pick<Message, 'body' | 'attributes' | 'group' | 'dedupe' | 'trace'> {
  readonly delaySeconds?: number | undefined;
}
