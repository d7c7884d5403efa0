import type { SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { processClock } from '../../../../infra/local/clock.ts';
import { EventSource } from '../../../../infra/local/queues/event-source.ts';
import { Queues } from '../../../../infra/local/queues/queues.ts';

const START = '2027-01-04T09:00:00.000Z';
const VISIBILITY = 70;

describe('the event source', () => {
  beforeAll(processClock.install);
  beforeEach(() => processClock.freeze(START));
  afterAll(processClock.uninstall);

  const setUp = (isFifo = true, batchSize = 10) => {
    const queues = new Queues();
    const [suffix, kind] = isFifo ? ['.fifo', { FifoQueue: 'true' }] : ['', {}];
    const dead = queues.create(`q-dlq${suffix}`, kind);
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 2 });
    const queue = queues.create(`q${suffix}`, { ...kind, VisibilityTimeout: `${VISIBILITY}`, RedrivePolicy });
    const events: SQSEvent[] = [];
    const work: { handle: (event: SQSEvent) => unknown } = { handle: () => undefined };
    const invoke = async (event: unknown): Promise<unknown> => {
      const seen = event as SQSEvent;
      events.push(seen);
      return work.handle(seen);
    };
    const source = new EventSource({ queue, queues, batchSize, maxConcurrency: 2, invoke });
    const send = (body: string, group = 'g') =>
      queue.send({ body, attributes: {}, ...(isFifo && { group, dedupe: body }) });
    const delivered = () => events.map(({ Records }) => Records.map(({ body }) => body));
    return { queues, queue, dead, source, send, events, delivered, work };
  };
  const failing =
    (...bodies: string[]) =>
    ({ Records }: SQSEvent) => ({
      batchItemFailures: Records.filter(({ body }) => bodies.includes(body)).map(({ messageId }) => ({
        itemIdentifier: messageId,
      })),
    });

  it('makes records exactly as AWS does', async () => {
    const { source, queue, events } = setUp();
    const { id, sequence } = queue.send({
      body: '{"a":1}',
      group: 'feed-1',
      dedupe: 'd-1',
      attributes: { tenant: { DataType: 'String', StringValue: 'acme' } },
    });
    await source.drain();
    expect(events).toEqual([
      {
        Records: [
          {
            messageId: id,
            receiptHandle: expect.any(String),
            body: '{"a":1}',
            attributes: {
              ApproximateReceiveCount: '1',
              SentTimestamp: '1799053200000',
              SenderId: expect.any(String),
              ApproximateFirstReceiveTimestamp: '1799053200000',
              MessageGroupId: 'feed-1',
              MessageDeduplicationId: 'd-1',
              SequenceNumber: sequence,
            },
            messageAttributes: {
              tenant: { stringValue: 'acme', dataType: 'String', stringListValues: [], binaryListValues: [] },
            },
            md5OfBody: 'bb6cb5c68df4652941caf652a366f2d8',
            eventSource: 'aws:sqs',
            eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:q.fifo',
            awsRegion: 'us-east-1',
          },
        ],
      },
    ]);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['no failures', { batchItemFailures: [] }],
    ['no list', {}],
    ['an empty text', ''],
  ])('deletes all when the function returns %s', async (_what, result) => {
    const { source, send, queue, work } = setUp();
    work.handle = () => result;
    send('a');
    expect(await source.drain()).toBe(1);
    expect(queue.peek()).toEqual([]);
  });

  it('keeps only what was reported as failed', async () => {
    const { source, send, queue, work } = setUp(false);
    for (const body of ['a', 'b', 'c']) send(body);
    work.handle = failing('b');
    await source.drain();
    expect(queue.peek().map(({ body }) => body)).toEqual(['b']);
  });

  it.each([
    ['an unknown message', { batchItemFailures: [{ itemIdentifier: 'nobody' }] }],
    ['an empty identifier', { batchItemFailures: [{ itemIdentifier: '' }] }],
    ['a malformed list', { batchItemFailures: 'all' }],
    ['a text', 'done'],
  ])('fails the whole batch when the function reports %s', async (_what, result) => {
    const { source, send, queue, work } = setUp(false);
    work.handle = () => result;
    for (const body of ['a', 'b']) send(body);
    await source.drain();
    expect(queue.peek()).toHaveLength(2);
  });

  it('delivers a failed batch again only after its visibility timeout', async () => {
    const { source, send, delivered, work } = setUp();
    work.handle = () => {
      throw new Error('broken');
    };
    send('a');
    await source.drain();
    processClock.advance(VISIBILITY * 1000 - 1);
    expect(await source.drain()).toBe(0);
    work.handle = () => undefined;
    processClock.advance(1);
    expect(await source.drain()).toBe(1);
    expect(delivered()).toEqual([['a'], ['a']]);
  });

  it('holds a group back behind its failed message, and no other group', async () => {
    const { source, send, delivered, work } = setUp(true, 1);
    work.handle = failing('a1');
    send('a1', 'a');
    send('a2', 'a');
    send('b1', 'b');
    await source.drain();
    expect(delivered()).toEqual([['a1'], ['b1']]);
    work.handle = () => undefined;
    processClock.advance(VISIBILITY * 1000);
    await source.drain();
    expect(delivered().slice(2)).toEqual([['a1'], ['a2']]);
  });

  it('gives a message up after its last receive', async () => {
    const { source, send, dead, queue, work } = setUp();
    work.handle = failing('poison');
    send('poison');
    for (const _ of [1, 2, 3]) {
      await source.drain();
      processClock.advance(VISIBILITY * 1000);
    }
    expect(queue.peek()).toEqual([]);
    expect(dead.peek()).toMatchObject([{ body: 'poison', source: queue.arn }]);
  });

  it('delivers what arrives while it delivers', async () => {
    const { source, send, delivered, work } = setUp();
    work.handle = ({ Records }) => {
      if (Records[0]?.body === 'first') send('second', 'other');
    };
    send('first');
    expect(await source.drain()).toBe(2);
    expect(delivered()).toEqual([['first'], ['second']]);
  });

  it('delivers twice on request', async () => {
    const { source, send, queue, events } = setUp();
    queue.duplicateNext(1);
    send('a');
    expect(await source.drain()).toBe(2);
    const counts = events.map(({ Records }) => Records[0]?.attributes.ApproximateReceiveCount);
    expect(counts).toEqual(['1', '2']);
  });

  it('serves quiet groups of a standard queue before a noisy one', async () => {
    const { queues, queue } = setUp(false);
    for (let n = 0; n < 40; n++) queue.send({ body: `noisy ${n}`, group: 'noisy', attributes: {} });
    for (let n = 0; n < 30; n++) queues.receive(queue, 1);
    queue.send({ body: 'quiet', group: 'quiet', attributes: {} });
    expect(queues.receive(queue, 2).map(({ body }) => body)).toEqual(['quiet', 'noisy 30']);
  });

  it('polls by itself, no more at once than the topology allows', async () => {
    const { source, send, work, queues } = setUp(true, 1);
    const { promise: gate, resolve: open } = Promise.withResolvers<undefined>();
    const { promise: done, resolve: finish } = Promise.withResolvers<undefined>();
    let [running, most, left] = [0, 0, 4];
    work.handle = async () => {
      most = Math.max(most, ++running);
      await gate;
      running -= 1;
      if (--left === 0) finish(undefined);
    };
    const stopping = new AbortController();
    const polling = source.poll(stopping.signal);
    for (const group of ['a', 'b', 'c', 'd']) send(group, group);
    queues.changed();
    open(undefined);
    await done;
    stopping.abort();
    await polling;
    expect(most).toBe(2);
  });
});
