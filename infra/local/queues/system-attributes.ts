import type { Message } from './message.ts';

/** What SQS itself says of a message that was received; every value is a string. */
export const systemAttributes = (message: Message, isFifo: boolean): Record<string, string> => {
  const { receives, sentAt, firstReceivedAt = sentAt, group, dedupe, trace, source, sequence } = message;
  return {
    SenderId: 'AIDALOCALLOCALLOCAL',
    SentTimestamp: String(sentAt),
    ApproximateReceiveCount: String(receives),
    ApproximateFirstReceiveTimestamp: String(firstReceivedAt),
    ...(group !== undefined && { MessageGroupId: group }),
    ...(dedupe !== undefined && { MessageDeduplicationId: dedupe }),
    ...(trace !== undefined && { AWSTraceHeader: trace }),
    ...(source !== undefined && { DeadLetterQueueSourceArn: source }),
    ...(isFifo && { SequenceNumber: sequence }),
  };
};
