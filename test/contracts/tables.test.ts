import { DescribeTimeToLiveCommand, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import {
  BatchWriteCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { processClock } from '../../infra/local/clock.ts';
import { isRemote, scratchTables, TABLE } from '../support/scratch-tables.ts';

const key = (sk: string) => ({ pk: 'P', sk });

describe('DynamoDB', () => {
  let scratch: Awaited<ReturnType<typeof scratchTables>>;
  let client: DynamoDBDocumentClient;

  beforeAll(async () => {
    processClock.install();
    scratch = await scratchTables();
    ({ client } = scratch);
  });
  beforeEach(async () => {
    processClock.freeze('2027-01-04T09:00:00.000Z');
    await scratch.tables.reset();
  });
  afterEach(() => scratch.tables.setConflicts(0));
  afterAll(async () => {
    await scratch.close();
    processClock.uninstall();
  });

  const put = (Item: Record<string, unknown>, more = {}) =>
    client.send(new PutCommand({ TableName: TABLE, Item, ...more }));
  const get = async (sk: string) =>
    (await client.send(new GetCommand({ TableName: TABLE, Key: key(sk), ConsistentRead: true }))).Item;
  const query = async (more: Partial<QueryCommandInput>) =>
    (await client.send(new QueryCommand({ TableName: TABLE, ...more }))).Items ?? [];
  const listOf = (listPk: string) =>
    query({
      IndexName: 'list',
      KeyConditionExpression: 'listPk = :pk',
      ExpressionAttributeValues: { ':pk': listPk },
    });

  it('keeps what it was given, and forgets what was deleted', async () => {
    const item = { ...key('1'), title: 'Grüße', at: 7, tags: ['a'], nested: { deep: true } };
    await put(item);
    expect(await get('1')).toEqual(item);
    await client.send(new DeleteCommand({ TableName: TABLE, Key: key('1') }));
    expect(await get('1')).toBeUndefined();
  });

  it('gives back the item that failed a condition, if asked to', async () => {
    await put({ ...key('1'), owner: 'ada' });
    const again = put(
      { ...key('1'), owner: 'ben' },
      { ConditionExpression: 'attribute_not_exists(pk)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' },
    );
    await expect(again).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      Item: { pk: { S: 'P' }, sk: { S: '1' }, owner: { S: 'ada' } },
    });
    expect(await get('1')).toMatchObject({ owner: 'ada' });
  });

  it('says nothing of the item that failed a condition, if not asked to', async () => {
    await put(key('1'));
    const again = put(key('1'), { ConditionExpression: 'attribute_not_exists(pk)' });
    await expect(again).rejects.toSatisfy(
      (error: unknown) => !(error instanceof Error && 'Item' in error && error.Item),
    );
  });

  it('counts up, sets once and removes in one update', async () => {
    await put({ ...key('1'), count: 1, stale: true });
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName: TABLE,
        Key: key('1'),
        UpdateExpression: 'SET #count = #count + :one, began = if_not_exists(began, :one) REMOVE stale',
        ExpressionAttributeNames: { '#count': 'count' },
        ExpressionAttributeValues: { ':one': 1 },
        ReturnValues: 'ALL_NEW',
      }),
    );
    expect(Attributes).toEqual({ ...key('1'), count: 2, began: 1 });
  });

  it('reads a partition in order, in pages, from either end', async () => {
    for (const sk of ['c', 'a', 'b']) await put(key(sk));
    const partition = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': 'P' } };
    expect(await query(partition)).toEqual([key('a'), key('b'), key('c')]);
    expect(await query({ ...partition, ScanIndexForward: false, Limit: 2 })).toEqual([key('c'), key('b')]);
    expect(await query({ ...partition, ExclusiveStartKey: key('a') })).toEqual([key('b'), key('c')]);
  });

  it('shows in an index only what carries its keys, and only what is projected', async () => {
    await put({ ...key('1'), listPk: 'L', listSk: '2', state: 'open', secret: 'x' });
    await put({ ...key('2'), listPk: 'L', listSk: '1' });
    await put(key('3'));
    expect(await listOf('L')).toEqual([
      { ...key('2'), listPk: 'L', listSk: '1' },
      { ...key('1'), listPk: 'L', listSk: '2', state: 'open' },
    ]);
  });

  it('drops an item from an index when its key is removed', async () => {
    await put({ ...key('1'), dueShard: '0', dueAt: '2027-01-04' });
    await client.send(
      new UpdateCommand({ TableName: TABLE, Key: key('1'), UpdateExpression: 'REMOVE dueShard, dueAt' }),
    );
    const due = { KeyConditionExpression: 'dueShard = :s', ExpressionAttributeValues: { ':s': '0' } };
    expect(await query({ IndexName: 'due', ...due })).toEqual([]);
  });

  it('refuses an empty string as the key of an index, and leaves the item as it was', async () => {
    await expect(put({ ...key('1'), listPk: '', listSk: '1' })).rejects.toMatchObject({
      name: 'ValidationException',
    });
    expect(await get('1')).toBeUndefined();
    await put({ ...key('2'), listPk: 'L', listSk: '1' });
    const update = client.send(
      new UpdateCommand({
        TableName: TABLE,
        Key: key('2'),
        UpdateExpression: 'SET listPk = :empty',
        ExpressionAttributeValues: { ':empty': '' },
      }),
    );
    await expect(update).rejects.toMatchObject({ name: 'ValidationException' });
    expect(await listOf('L')).toHaveLength(1);
  });

  it('writes batches', async () => {
    await put(key('old'));
    const requests = [{ PutRequest: { Item: key('new') } }, { DeleteRequest: { Key: key('old') } }];
    await client.send(new BatchWriteCommand({ RequestItems: { [TABLE]: requests } }));
    expect([await get('new'), await get('old')]).toEqual([key('new'), undefined]);
  });

  it('remembers which attribute ends an item', async () => {
    const TimeToLiveSpecification = { AttributeName: 'ttl', Enabled: true };
    await client.send(new UpdateTimeToLiveCommand({ TableName: TABLE, TimeToLiveSpecification }));
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName: TABLE }));
    expect(TimeToLiveDescription).toMatchObject({ TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' });
  });

  it('asks once for a refusal, though the clock was moved', async () => {
    await put(key('1'));
    processClock.advance(86_400_000);
    const again = put(key('1'), { ConditionExpression: 'attribute_not_exists(pk)' });
    await expect(again).rejects.toMatchObject({ $metadata: { attempts: 1 } });
  });

  it('collides on request, and by the same seed on the same writes', async () => {
    const collisions = async (): Promise<boolean[]> => {
      scratch.tables.setConflicts(0.5, 7);
      const outcomes: boolean[] = [];
      for (let n = 0; n < 20; n++)
        outcomes.push(
          await put(key(`${n}`)).then(
            () => false,
            ({ name }) => name === 'TransactionConflictException',
          ),
        );
      return outcomes;
    };
    const first = await collisions();
    expect(first).toContain(true);
    expect(first).toContain(false);
    expect(await collisions()).toEqual(first);
  });

  it('answers from an index late on request, and never late from the table', async () => {
    if (isRemote()) return;
    const lagging = await scratchTables({ maxMs: 1000, seed: 3 });
    const list = new QueryCommand({
      TableName: TABLE,
      IndexName: 'list',
      KeyConditionExpression: 'listPk = :pk',
      ExpressionAttributeValues: { ':pk': 'L' },
    });
    const count = async () => (await lagging.client.send(list)).Items?.length;
    await lagging.client.send(
      new PutCommand({ TableName: TABLE, Item: { ...key('1'), listPk: 'L', listSk: '1' } }),
    );
    const { Item } = await lagging.client.send(new GetCommand({ TableName: TABLE, Key: key('1') }));
    expect([Item?.listPk, await count()]).toEqual(['L', 0]);
    processClock.advance((lagging.tables.nextDue() ?? 0) - Date.now());
    expect(await count()).toBe(1);
    await lagging.close();
  });
});
