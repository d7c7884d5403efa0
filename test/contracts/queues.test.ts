import { randomUUID } from 'node:crypto';
import {
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListMessageMoveTasksCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  type SendMessageCommandInput,
  SetQueueAttributesCommand,
  type SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { processClock } from '../../infra/local/clock.ts';
import { queueEngines, sqsClient } from '../support/queue-engines.ts';

const FIFO = { FifoQueue: 'true' };
const HIGH_THROUGHPUT = {
  ...FIFO,
  DeduplicationScope: 'messageGroup',
  FifoThroughputLimit: 'perMessageGroupId',
};

describe.each(queueEngines)('SQS by $name', (engine) => {
  const isOwn = engine.name === 'own';
  let sqs: SQSClient;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    processClock.install();
    const { url, close } = await engine.start();
    sqs = sqsClient(url);
    stop = close;
  });
  beforeEach(() => processClock.freeze('2027-01-04T09:00:00.000Z'));
  afterAll(async () => {
    sqs.destroy();
    await stop();
    processClock.uninstall();
  });

  const passSeconds = (seconds: number): void => processClock.advance(seconds * 1000);
  const create = async (Attributes: Record<string, string> = {}): Promise<string> => {
    const QueueName = `${randomUUID()}${Attributes.FifoQueue ? '.fifo' : ''}`;
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
    return QueueUrl;
  };
  const attribute = async (
    QueueUrl: string,
    name: 'QueueArn' | 'ApproximateNumberOfMessages',
  ): Promise<string> => {
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [name] }),
    );
    return Attributes?.[name] ?? '';
  };
  const withDeadLetters = async (maxReceiveCount: number, attributes: Record<string, string> = {}) => {
    const dead = await create(attributes.FifoQueue ? FIFO : {});
    const deadLetterTargetArn = await attribute(dead, 'QueueArn');
    const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount });
    return { dead, deadLetterTargetArn, queue: await create({ ...attributes, RedrivePolicy }) };
  };
  const send = (QueueUrl: string, MessageBody: string, more: Partial<SendMessageCommandInput> = {}) =>
    sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));
  const sendTo = (group: string, QueueUrl: string, body: string, dedupe: string = randomUUID()) =>
    send(QueueUrl, body, { MessageGroupId: group, MessageDeduplicationId: dedupe });
  const receive = async (QueueUrl: string, max = 10, more = {}): Promise<Message[]> => {
    const input = {
      QueueUrl,
      MaxNumberOfMessages: max,
      MessageSystemAttributeNames: ['All' as const],
      ...more,
    };
    return (await sqs.send(new ReceiveMessageCommand(input))).Messages ?? [];
  };
  const bodies = async (QueueUrl: string, max = 10) => (await receive(QueueUrl, max)).map(({ Body }) => Body);
  const remove = (QueueUrl: string, { ReceiptHandle }: Message = {}) =>
    sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  const refusal = (sent: Promise<unknown>): Promise<string> =>
    sent.then(
      () => 'accepted',
      (error: unknown) => String(error instanceof Error ? error.name : error).replace(/^.*\./, ''),
    );

  it('hides a received message for the visibility timeout and counts its receives', async () => {
    const queue = await create({ VisibilityTimeout: '180' });
    await send(queue, 'a');
    const [first] = await receive(queue);
    passSeconds(179);
    expect(await receive(queue)).toEqual([]);
    passSeconds(2);
    const [second] = await receive(queue);
    expect([first, second].map((each) => each?.Attributes?.ApproximateReceiveCount)).toEqual(['1', '2']);
    expect(second?.MessageId).toBe(first?.MessageId);
  });

  it('says when a message was sent and first received', async () => {
    const queue = await create({ VisibilityTimeout: '10' });
    await send(queue, 'a');
    const sentAt = String(Date.now());
    passSeconds(5);
    const firstAt = String(Date.now());
    await receive(queue);
    passSeconds(11);
    const [again] = await receive(queue);
    expect(again?.Attributes).toMatchObject({
      SentTimestamp: sentAt,
      ApproximateFirstReceiveTimestamp: firstAt,
    });
  });

  it('delivers after the delay and not before', async () => {
    const queue = await create();
    await send(queue, 'late', { DelaySeconds: 900 });
    passSeconds(899);
    expect(await bodies(queue)).toEqual([]);
    passSeconds(1);
    expect(await bodies(queue)).toEqual(['late']);
  });

  it('delivers again when the visibility is changed to nothing', async () => {
    const queue = await create();
    await send(queue, 'a');
    const [{ ReceiptHandle } = {}] = await receive(queue);
    await sqs.send(
      new ChangeMessageVisibilityCommand({ QueueUrl: queue, ReceiptHandle, VisibilityTimeout: 0 }),
    );
    expect(await bodies(queue)).toEqual(['a']);
  });

  it('gives no deleted message again', async () => {
    const queue = await create();
    await send(queue, 'a');
    const [message] = await receive(queue);
    await remove(queue, message);
    passSeconds(3600);
    expect(await receive(queue)).toEqual([]);
  });

  it('moves a message to the dead letters once it was received too often', async () => {
    const { queue, dead } = await withDeadLetters(2, { VisibilityTimeout: '10' });
    await send(queue, 'poison');
    for (const _ of [1, 2]) {
      expect(await bodies(queue)).toEqual(['poison']);
      passSeconds(11);
    }
    expect(await bodies(queue)).toEqual([]);
    expect(await bodies(dead)).toEqual(['poison']);
  });

  it('carries typed attributes and their digests', async () => {
    const queue = await create();
    const MessageAttributes = {
      tenant: { DataType: 'String', StringValue: 'acme' },
      count: { DataType: 'Number', StringValue: '3' },
      bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2, 3]) },
    };
    // The client itself compares both digests, of what it sent and of what it received.
    await send(queue, 'grüße', { MessageAttributes });
    const [message] = await receive(queue, 1, { MessageAttributeNames: ['All'] });
    expect(message?.MessageAttributes).toMatchObject({ tenant: { StringValue: 'acme', DataType: 'String' } });
    expect(message?.MessageAttributes?.bytes?.BinaryValue).toEqual(new Uint8Array([1, 2, 3]));
  });

  it('drops a repeated deduplication id for five minutes, and answers as the first time', async () => {
    const queue = await create(FIFO);
    const first = await sendTo('g', queue, 'a', 'same');
    const [message] = await receive(queue);
    await remove(queue, message);
    passSeconds(299);
    expect((await sendTo('g', queue, 'a', 'same')).MessageId).toBe(first.MessageId);
    expect(await bodies(queue)).toEqual([]);
    passSeconds(2);
    await sendTo('g', queue, 'a', 'same');
    expect(await bodies(queue)).toEqual(['a']);
  });

  it('blocks a group while one of its messages is in flight, and no other group', async () => {
    const queue = await create(FIFO);
    for (const [group, body] of [
      ['a', 'a1'],
      ['a', 'a2'],
      ['b', 'b1'],
    ] as const)
      await sendTo(group, queue, body);
    const [first] = await receive(queue, 1);
    expect(first?.Body).toBe('a1');
    expect(await bodies(queue)).toEqual(['b1']);
    await remove(queue, first);
    expect(await bodies(queue)).toEqual(['a2']);
  });

  it('keeps the order of a group when its first message failed', async () => {
    const queue = await create({ ...FIFO, VisibilityTimeout: '70' });
    for (const body of ['1', '2']) await sendTo('g', queue, body);
    await receive(queue, 1);
    passSeconds(71);
    const [again] = await receive(queue, 1);
    expect(again?.Body).toBe('1');
    await remove(queue, again);
    expect(await bodies(queue, 1)).toEqual(['2']);
  });

  it('wakes a long poll when a message comes', async () => {
    const queue = await create();
    const waiting = receive(queue, 1, { WaitTimeSeconds: 20 });
    await send(queue, 'now');
    expect((await waiting).map(({ Body }) => Body)).toEqual(['now']);
  });

  it('wakes a long poll when the clock reaches a delayed message', async () => {
    const queue = await create();
    await send(queue, 'later', { DelaySeconds: 60 });
    const waiting = receive(queue, 1, { WaitTimeSeconds: 20 });
    passSeconds(61);
    expect((await waiting).map(({ Body }) => Body)).toEqual(['later']);
  });

  it('sends, deletes and hides in batches, each entry on its own', async () => {
    const queue = await create();
    const Entries = ['a', 'b', 'c'].map((Id) => ({ Id, MessageBody: Id }));
    const sent = await sqs.send(new SendMessageBatchCommand({ QueueUrl: queue, Entries }));
    expect(sent.Successful?.map(({ Id }) => Id)).toEqual(['a', 'b', 'c']);
    const [a, b, c] = await receive(queue);
    const handles = [a, b].map((each, index) => ({
      Id: `${index}`,
      ReceiptHandle: each?.ReceiptHandle ?? '',
    }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queue, Entries: handles }));
    const shown = [{ Id: 'c', ReceiptHandle: c?.ReceiptHandle ?? '', VisibilityTimeout: 0 }];
    await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queue, Entries: shown }));
    expect(await bodies(queue)).toEqual(['c']);
  });

  it('refuses what AWS refuses', async () => {
    const [queue, fifo] = [await create(), await create(FIFO)];
    const eleven = Array.from({ length: 11 }, (_, n) => ({ Id: `${n}`, MessageBody: 'x' }));
    const twice = [
      { Id: 'a', MessageBody: '1' },
      { Id: 'a', MessageBody: '2' },
    ];
    const batch = (Entries: typeof eleven) =>
      sqs.send(new SendMessageBatchCommand({ QueueUrl: queue, Entries }));
    expect(await refusal(batch(eleven))).toBe('TooManyEntriesInBatchRequest');
    expect(await refusal(batch(twice))).toBe('BatchEntryIdsNotDistinct');
    expect(await refusal(batch([]))).toBe('EmptyBatchRequest');
    expect(await refusal(sqs.send(new GetQueueUrlCommand({ QueueName: 'nowhere' })))).toBe(
      'QueueDoesNotExist',
    );
    expect(await refusal(send(fifo, 'x'))).toBe('MissingParameter');
    expect(await refusal(send(fifo, 'x', { MessageGroupId: 'g' }))).toBe('InvalidParameterValue');
    const delayed = { MessageGroupId: 'g', MessageDeduplicationId: '1', DelaySeconds: 5 };
    expect(await refusal(send(fifo, 'x', delayed))).toBe('InvalidParameterValue');
    expect(await refusal(send(queue, 'x'.repeat(1_048_577)))).toBe('InvalidParameterValue');
  });

  it('tells how many messages wait, are in flight and are delayed', async () => {
    const queue = await create();
    for (const body of ['a', 'b', 'c']) await send(queue, body);
    await send(queue, 'd', { DelaySeconds: 60 });
    await receive(queue, 1);
    const names = [
      'ApproximateNumberOfMessages',
      'ApproximateNumberOfMessagesNotVisible',
      'ApproximateNumberOfMessagesDelayed',
    ] as const;
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: queue, AttributeNames: [...names] }),
    );
    expect(names.map((name) => Attributes?.[name])).toEqual(['2', '1', '1']);
  });

  it('makes, changes and deletes queues', async () => {
    const queue = await create({ VisibilityTimeout: '40' });
    await sqs.send(
      new SetQueueAttributesCommand({ QueueUrl: queue, Attributes: { VisibilityTimeout: '5' } }),
    );
    await send(queue, 'a');
    await receive(queue);
    passSeconds(6);
    expect(await bodies(queue)).toEqual(['a']);
    await sqs.send(new DeleteQueueCommand({ QueueUrl: queue }));
    expect(await refusal(send(queue, 'b'))).toBe('QueueDoesNotExist');
  });

  describe('where the two engines differ; AWS does as ours', () => {
    it('gives several messages of one group in a batch, in order', async () => {
      const queue = await create(FIFO);
      for (const body of ['1', '2', '3']) await sendTo('g', queue, body);
      expect(await bodies(queue)).toEqual(isOwn ? ['1', '2', '3'] : ['1']);
    });

    it('takes a deduplication id once a group, not once a queue', async () => {
      const queue = await create(HIGH_THROUGHPUT);
      await sendTo('a', queue, 'of a', 'same');
      await sendTo('b', queue, 'of b', 'same');
      expect(await bodies(queue)).toEqual(isOwn ? ['of a', 'of b'] : ['of a']);
    });

    it('keeps the group of a message on a standard queue', async () => {
      const queue = await create();
      await send(queue, 'a', { MessageGroupId: 'acme' });
      const [message] = await receive(queue);
      expect(message?.Attributes?.MessageGroupId).toBe(isOwn ? 'acme' : undefined);
    });

    it('puts dead letters back with a fresh count', async () => {
      const { queue, dead, deadLetterTargetArn } = await withDeadLetters(1, { VisibilityTimeout: '10' });
      await send(queue, 'poison');
      await receive(queue);
      passSeconds(11);
      await receive(queue);
      const task = sqs.send(new StartMessageMoveTaskCommand({ SourceArn: deadLetterTargetArn }));
      if (!isOwn) {
        expect(await refusal(task)).not.toBe('accepted');
        return;
      }
      await task;
      expect(await attribute(dead, 'ApproximateNumberOfMessages')).toBe('0');
      const [back] = await receive(queue);
      expect(back).toMatchObject({ Body: 'poison', Attributes: { ApproximateReceiveCount: '1' } });
      const { Results } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn: deadLetterTargetArn }));
      expect(Results).toMatchObject([{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 1 }]);
    });

    it('forgets a message after its retention period', async () => {
      const queue = await create({ MessageRetentionPeriod: '60' });
      await send(queue, 'old');
      passSeconds(61);
      expect(await bodies(queue)).toEqual(isOwn ? [] : ['old']);
    });

    it('refuses a delay of more than 15 minutes', async () => {
      const queue = await create();
      expect(await refusal(send(queue, 'x', { DelaySeconds: 901 }))).toBe(
        isOwn ? 'InvalidParameterValue' : 'accepted',
      );
    });

    it('refuses a receipt handle that it never gave out', async () => {
      const queue = await create();
      const forged = { ReceiptHandle: 'forged' };
      expect(await refusal(remove(queue, forged))).toBe(isOwn ? 'ReceiptHandleIsInvalid' : 'accepted');
    });

    it('refuses to delete with the handle of an earlier receive on a FIFO queue', async () => {
      const queue = await create({ ...FIFO, VisibilityTimeout: '10' });
      await sendTo('g', queue, 'a');
      const [first] = await receive(queue);
      passSeconds(11);
      await receive(queue);
      expect(await refusal(remove(queue, first))).toBe(isOwn ? 'InvalidParameterValue' : 'accepted');
    });
  });
});
