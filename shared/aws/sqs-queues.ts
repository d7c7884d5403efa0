import { createHash, randomUUID } from 'node:crypto';
import {
  SendMessageBatchCommand,
  type SendMessageBatchRequestEntry,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { QueuedWork, SyncWork } from '../../events/stored/due.ts';
import type { Queues } from '../ports/queues.ts';

type QueueName = QueuedWork['queue'];
type QueueUrls = Readonly<Partial<Record<QueueName, string>>>;

/** SQS takes ten messages a call: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html */
const BATCH = 10;
const ATTEMPTS = 3;

/** Group ids take letters, digits and punctuation only, while an org may be called anything. */
const groupOfOrg = (org: string): string => createHash('sha256').update(org).digest('hex').slice(0, 32);

const groupOfSync = (body: SyncWork): string => {
  if (body.kind === 'conflicts') return body.group ?? groupOfOrg(JSON.stringify([body.org, body.userId]));
  if (body.kind === 'meeting_news') return `${body.provider}.${body.meetingId}`;
  return body.kind === 'account_news' ? `${body.provider}.${body.accountKey}` : body.feedId;
};

const groupOf = (message: QueuedWork): string => {
  if (message.queue === 'sync') return groupOfSync(message.body);
  if (message.queue === 'provision' && 'connectionId' in message.body) return message.body.connectionId;
  return groupOfOrg(message.body.org);
};

/** A random deduplication id: a hint is never deduplicated away. */
const entryOf = (message: QueuedWork, index: number, delaySeconds: number): SendMessageBatchRequestEntry => ({
  Id: String(index),
  MessageBody: JSON.stringify(message.body),
  MessageGroupId: groupOf(message),
  ...(message.queue !== 'mail' && { MessageDeduplicationId: randomUUID() }),
  ...(message.queue === 'mail' && delaySeconds > 0 && { DelaySeconds: delaySeconds }),
});

const sendBatch = async (
  client: SQSClient,
  url: string,
  entries: readonly SendMessageBatchRequestEntry[],
): Promise<void> => {
  let rest = [...entries];
  for (let attempt = 0; attempt < ATTEMPTS && rest.length > 0; attempt += 1) {
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: rest }));
    const refused = new Set(Failed.map(({ Id }) => Id));
    rest = rest.filter(({ Id }) => refused.has(Id));
  }
  if (rest.length > 0) throw new Error(`the queue refused ${rest.length} of ${entries.length} messages`);
};

/** Sends over SQS to the queues whose URLs are given; a queue without one is out of this function's reach. */
export const sqsQueues = (client: SQSClient, urls: QueueUrls): Queues => ({
  send: async (messages, delaySeconds = 0) => {
    for (const [queue, ofQueue] of Map.groupBy(messages, (message) => message.queue)) {
      const url = urls[queue];
      if (url === undefined) throw new Error(`this function does not send to the queue ${queue}`);
      const entries = ofQueue.map((message, index) => entryOf(message, index % BATCH, delaySeconds));
      for (let from = 0; from < entries.length; from += BATCH)
        await sendBatch(client, url, entries.slice(from, from + BATCH));
    }
  },
});
