import { domainToASCII } from 'node:url';
import { type SESClient, SESServiceException, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { Mailer, SendResult } from '../ports/mailer.ts';

/** SES counts by the second and by the day, under one name: https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html */
const A_MOMENT = 5;
const A_WHILE = 600;

/** The account or our configuration is at fault: every mail would be refused, none of them for its own sake. */
const OURS = new Set([
  'AccountSendingPausedException',
  'ConfigurationSetSendingPausedException',
  'ConfigurationSetDoesNotExist',
  'ConfigurationSetDoesNotExistException',
  'MailFromDomainNotVerifiedException',
  'ProductionAccessNotGrantedException',
  'AccessDenied',
  'AccessDeniedException',
  'InvalidClientTokenId',
  'SignatureDoesNotMatch',
  'ExpiredToken',
  'OptInRequired',
]);

const THROTTLING = new Set(['Throttling', 'ThrottlingException', 'TooManyRequestsException']);

/** Nobody was reached, so nothing was accepted. */
const UNREACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined;

const judgeRefusal = (error: SESServiceException): SendResult => {
  const { name: reason, message } = error;
  if (THROTTLING.has(reason))
    return { outcome: 'throttled', retryAfterSeconds: /daily/iu.test(message) ? A_WHILE : A_MOMENT };
  const status = error.$metadata.httpStatusCode ?? 500;
  if (OURS.has(reason) || status === 401 || status === 403) throw error;
  return status >= 400 && status < 500 ? { outcome: 'refused', reason } : { outcome: 'unknown', reason };
};

const judge = (error: unknown): SendResult => {
  if (error instanceof SESServiceException) return judgeRefusal(error);
  const code = codeOf(error);
  if (code !== undefined && UNREACHED.has(code)) return { outcome: 'throttled', retryAfterSeconds: A_MOMENT };
  return { outcome: 'unknown', reason: nameOf(error) };
};

/** An envelope takes ASCII only: https://docs.aws.amazon.com/ses/latest/APIReference/API_SendRawEmail.html */
const asciiAddress = (address: string): string => {
  const at = address.lastIndexOf('@') + 1;
  return `${address.slice(0, at)}${domainToASCII(address.slice(at))}`;
};

/** Mail over SES from one verified address. The client must not repeat by itself: what was accepted may have lost its answer. */
export const sesMailer = (client: SESClient, from: string): Mailer => ({
  send: async ({ to, raw, tag }) => {
    const command = new SendRawEmailCommand({
      Source: from,
      Destinations: [asciiAddress(to)],
      RawMessage: { Data: raw },
      Tags: [{ Name: 'ledger', Value: tag }],
    });
    try {
      const { MessageId: messageId } = await client.send(command);
      return messageId === undefined
        ? { outcome: 'unknown', reason: 'no message id' }
        : { outcome: 'sent', messageId };
    } catch (error) {
      return judge(error);
    }
  },
});
