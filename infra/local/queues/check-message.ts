import type { Sent } from './message.ts';
import type { Queue } from './queue.ts';
import { SqsError } from './sqs-error.ts';

const NAME = /^[\w!"#$%&'()*+,\-./:;<=>?@[\\\]^`{|}~]{1,128}$/;
/** What XML 1.0 allows: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const CONTENT = /^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u;
const MOST_ATTRIBUTES = 10;
const LONGEST_DELAY_SECONDS = 900;

type Fault = SqsError | false;
const invalid = (message: string): SqsError => new SqsError('InvalidParameterValue', message);
const notForQueue = (name: string, value: unknown): SqsError =>
  invalid(
    `Value ${value} for parameter ${name} is invalid. Reason: The request include parameter that is not valid for this queue type`,
  );

export const messageBytes = ({ body, attributes }: Sent): number =>
  Object.entries(attributes).reduce(
    (sum, [name, { DataType, StringValue = '', BinaryValue = '' }]) =>
      sum + Buffer.byteLength(name + DataType + StringValue) + Buffer.from(BinaryValue, 'base64').length,
    Buffer.byteLength(body),
  );

const attributeFault = (attributes: Sent['attributes']): Fault => {
  if (Object.keys(attributes).length > MOST_ATTRIBUTES)
    return invalid('Number of message attributes [11] exceeds the allowed maximum [10].');
  const wrong = Object.entries(attributes).find(
    ([, { DataType, StringValue, BinaryValue }]) =>
      !/^(String|Number|Binary)(\..+)?$/.test(DataType) || !(StringValue || BinaryValue),
  );
  return (
    wrong !== undefined &&
    invalid(`The message attribute '${wrong[0]}' has an invalid message attribute type.`)
  );
};

const contentFault = (queue: Queue, sent: Sent): Fault => {
  if (sent.body === '')
    return new SqsError('MissingParameter', 'The request must contain the parameter MessageBody.');
  if (!CONTENT.test(sent.body))
    return new SqsError('InvalidMessageContents', 'Invalid characters were found in the message body.');
  const most = queue.seconds('MaximumMessageSize');
  if (messageBytes(sent) > most)
    return invalid(`One or more parameters are invalid. Reason: Message must be shorter than ${most} bytes.`);
  return attributeFault(sent.attributes);
};

const fifoFault = (queue: Queue, { group, dedupe, delaySeconds }: Sent): Fault => {
  if (group === undefined)
    return new SqsError('MissingParameter', 'The request must contain the parameter MessageGroupId.');
  if (delaySeconds) return notForQueue('DelaySeconds', delaySeconds);
  return (
    dedupe === undefined &&
    queue.attributes.ContentBasedDeduplication !== 'true' &&
    invalid(
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    )
  );
};

const nameFault = ({ group, dedupe, delaySeconds = 0 }: Sent): Fault => {
  if (group !== undefined && !NAME.test(group)) return invalid('MessageGroupId is invalid.');
  if (dedupe !== undefined && !NAME.test(dedupe)) return invalid('MessageDeduplicationId is invalid.');
  return (
    (delaySeconds < 0 || delaySeconds > LONGEST_DELAY_SECONDS) &&
    invalid(
      `Value ${delaySeconds} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.`,
    )
  );
};

/** Throws what AWS would answer. */
export const checkMessage = (queue: Queue, sent: Sent): void => {
  const kindFault = (): Fault => {
    if (queue.isFifo) return fifoFault(queue, sent);
    return sent.dedupe !== undefined && notForQueue('MessageDeduplicationId', sent.dedupe);
  };
  const fault = contentFault(queue, sent) || nameFault(sent) || kindFault();
  if (fault) throw fault;
};
