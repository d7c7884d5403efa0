import { randomUUID } from 'node:crypto';
import { SqsError } from './sqs-error.ts';

export const newReceiptHandle = (queue: string, messageId: string): string =>
  Buffer.from(`${queue} ${messageId} ${randomUUID()}`).toString('base64');

/** Which message a handle was given out for. */
export const messageOfHandle = (queue: string, handle: string): string => {
  const [name, messageId, nonce] = Buffer.from(handle, 'base64').toString('utf8').split(' ');
  if (name !== queue || !messageId || !nonce)
    throw new SqsError(
      'ReceiptHandleIsInvalid',
      `The input receipt handle "${handle}" is not a valid receipt handle.`,
    );
  return messageId;
};

const invalid = (handle: string, reason: string): SqsError =>
  new SqsError(
    'InvalidParameterValue',
    `Value ${handle} for parameter ReceiptHandle is invalid. Reason: ${reason}`,
  );

export const expiredHandle = (handle: string): SqsError => invalid(handle, 'The receipt handle has expired.');

export const unknownHandle = (handle: string): SqsError =>
  invalid(handle, 'Message does not exist or is not available for visibility timeout change.');
