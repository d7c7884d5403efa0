import { createHash } from 'node:crypto';
import type { SQSEvent, SQSMessageAttributes, SQSRecord } from 'aws-lambda';
import type { Message } from './message.ts';
import type { Queue } from './queue.ts';
import { systemAttributes } from './system-attributes.ts';

const attributesOf = ({ attributes }: Message): SQSMessageAttributes =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        dataType: DataType,
        stringListValues: [],
        binaryListValues: [],
        ...(StringValue !== undefined && { stringValue: StringValue }),
        ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
      },
    ]),
  );

const recordOf = ({ arn, isFifo }: Queue, message: Message): SQSRecord => {
  const { SenderId = '', SentTimestamp = '', ...attributes } = systemAttributes(message, isFifo);
  const { ApproximateReceiveCount = '', ApproximateFirstReceiveTimestamp = '' } = attributes;
  return {
    messageId: message.id,
    receiptHandle: message.handle ?? '',
    body: message.body,
    attributes: {
      ...attributes,
      ApproximateReceiveCount,
      ApproximateFirstReceiveTimestamp,
      SenderId,
      SentTimestamp,
    },
    messageAttributes: attributesOf(message),
    md5OfBody: createHash('md5').update(message.body).digest('hex'),
    eventSource: 'aws:sqs',
    eventSourceARN: arn,
    awsRegion: 'us-east-1',
  };
};

/** https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event */
export const sqsEvent = (queue: Queue, messages: readonly Message[]): SQSEvent => ({
  Records: messages.map((message) => recordOf(queue, message)),
});
