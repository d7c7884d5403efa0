import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { QueuedWork } from '../../../../events/stored/due.ts';
import { serve } from '../../../../infra/serve.ts';
import { sqsQueues } from '../../../../shared/aws/sqs-queues.ts';

const Batch = z.object({
  QueueUrl: z.string(),
  Entries: z.array(
    z.looseObject({
      Id: z.string(),
      MessageBody: z.string(),
      MessageGroupId: z.string(),
      MessageDeduplicationId: z.string().optional(),
      DelaySeconds: z.number().optional(),
    }),
  ),
});
type Batch = z.infer<typeof Batch>;

const batches: Batch[] = [];
let refuses: (body: string, batch: number) => boolean = () => false;

const server = await serve((_, body) => {
  const batch = Batch.parse(JSON.parse(body.toString()));
  batches.push(batch);
  const isRefused = ({ MessageBody }: Batch['Entries'][number]) => refuses(MessageBody, batches.length);
  const [failed, sent] = [
    batch.Entries.filter(isRefused),
    batch.Entries.filter((entry) => !isRefused(entry)),
  ];
  return {
    status: 200,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: JSON.stringify({
      Successful: sent.map(({ Id }) => ({ Id, MessageId: Id, MD5OfMessageBody: '' })),
      Failed: failed.map(({ Id }) => ({ Id, Code: 'InternalError', SenderFault: false })),
    }),
  };
});
const client = new SQSClient({
  endpoint: server.url,
  region: 'eu-central-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  useQueueUrlAsEndpoint: false,
  md5: false,
});
const queues = sqsQueues(client, { mail: `${server.url}/mail`, sync: `${server.url}/sync.fifo` });

const mail = (bookingId: string, org = 'acme'): QueuedWork => ({
  queue: 'mail',
  body: { v: 1, org, bookingId, trace: 't' },
});
const watch: QueuedWork = { queue: 'sync', body: { v: 1, kind: 'watch', feedId: 'feed-1', trace: 't' } };
const bookingsOf = ({ Entries }: Batch) =>
  Entries.map(
    ({ MessageBody }) => z.object({ bookingId: z.string() }).parse(JSON.parse(MessageBody)).bookingId,
  );

describe('sending over SQS', () => {
  beforeEach(() => {
    batches.length = 0;
    refuses = () => false;
  });
  afterAll(async () => {
    client.destroy();
    await server.close();
  });

  it('takes ten messages a call, in order', async () => {
    const ids = Array.from({ length: 23 }, (_, index) => `b${index}`);
    await queues.send(ids.map((id) => mail(id)));
    expect(batches.map(({ Entries }) => Entries.length)).toEqual([10, 10, 3]);
    expect(batches.flatMap(bookingsOf)).toEqual(ids);
  });

  it('groups by what must not overtake itself, and never takes two hints for one', async () => {
    await queues.send([watch, watch, mail('b1', 'Ünïcode & Co')], 20);
    const [sync, mails] = batches;
    expect(sync?.Entries.map(({ MessageGroupId, DelaySeconds }) => [MessageGroupId, DelaySeconds])).toEqual([
      ['feed-1', undefined],
      ['feed-1', undefined],
    ]);
    expect(new Set(sync?.Entries.map(({ MessageDeduplicationId }) => MessageDeduplicationId)).size).toBe(2);
    expect(mails?.Entries[0]).toMatchObject({ DelaySeconds: 20 });
    expect(mails?.Entries[0]?.MessageGroupId).toMatch(/^[0-9a-f]{32}$/u);
  });

  it('keeps news of one meeting, and of one account, in order', async () => {
    const about = { v: 1, provider: 'zoom', trace: 't' } as const;
    const at = '2027-01-04T09:00:00.000Z';
    await queues.send([
      {
        queue: 'sync',
        body: { ...about, kind: 'meeting_news', meetingId: '90071992547409931', happening: 'changed', at },
      },
      { queue: 'sync', body: { ...about, kind: 'account_news', accountKey: 'KDcuGIm1QgePTO8WbOqwIQ' } },
    ]);
    expect(batches.flatMap(({ Entries }) => Entries.map(({ MessageGroupId }) => MessageGroupId))).toEqual([
      'zoom.90071992547409931',
      'zoom.KDcuGIm1QgePTO8WbOqwIQ',
    ]);
  });

  it('has the time of a host looked at after the work that touches it, or else one look after the other', async () => {
    const body = {
      v: 1,
      kind: 'conflicts',
      org: 'Ünïcode & Co',
      userId: 'b#n',
      from: '2027-01-04T09:00:00.000Z',
      to: '2027-01-04T10:00:00.000Z',
      trace: 't',
    } as const;
    await queues.send([
      { queue: 'sync', body: { ...body, group: 'feed-1' } },
      { queue: 'sync', body },
    ]);
    expect(batches.flatMap(({ Entries }) => Entries.map(({ MessageGroupId }) => MessageGroupId))).toEqual([
      'feed-1',
      expect.stringMatching(/^[0-9a-f]{32}$/u),
    ]);
  });

  it('sends again what was refused of a batch, and only that', async () => {
    refuses = (body, batch) => body.includes('"b1"') && batch < 3;
    await queues.send([mail('b0'), mail('b1'), mail('b2')]);
    expect(batches.map(bookingsOf)).toEqual([['b0', 'b1', 'b2'], ['b1'], ['b1']]);
  });

  it('says so when a message is refused for good, or has no queue', async () => {
    refuses = (body) => body.includes('"b1"');
    await expect(queues.send([mail('b0'), mail('b1')])).rejects.toThrow('the queue refused 1 of 2 messages');
    await expect(sqsQueues(client, {}).send([mail('b0')])).rejects.toThrow('does not send to the queue mail');
  });
});
