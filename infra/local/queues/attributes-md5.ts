import { createHash } from 'node:crypto';
import type { MessageAttributes } from './message.ts';

const STRING = Buffer.from([1]);
const BINARY = Buffer.from([2]);

const counted = (value: string | Buffer): Buffer => {
  const bytes = Buffer.from(value);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation */
export const attributesMd5 = (attributes: MessageAttributes): string | undefined => {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const hash = createHash('md5');
  for (const name of names) {
    const { DataType = '', StringValue, BinaryValue = '' } = attributes[name] ?? {};
    hash.update(counted(name)).update(counted(DataType));
    if (StringValue === undefined) hash.update(BINARY).update(counted(Buffer.from(BinaryValue, 'base64')));
    else hash.update(STRING).update(counted(StringValue));
  }
  return hash.digest('hex');
};
