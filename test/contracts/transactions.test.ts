import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  TransactGetCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { processClock } from '../../infra/local/clock.ts';
import { isRemote, scratchTables, TABLE } from '../support/scratch-tables.ts';

type Items = NonNullable<TransactWriteCommandInput['TransactItems']>;
const key = (sk: string) => ({ pk: 'P', sk });
const put = (sk: string, more: Record<string, unknown> = {}) => ({
  Put: { TableName: TABLE, Item: { ...key(sk), ...more } },
});
const putNew = (sk: string) => ({
  Put: {
    TableName: TABLE,
    Item: key(sk),
    ConditionExpression: 'attribute_not_exists(pk)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  },
});
const exists = (sk: string) => ({
  ConditionCheck: { TableName: TABLE, Key: key(sk), ConditionExpression: 'attribute_exists(pk)' },
});
const isMissing = (sk: string) => ({
  ConditionCheck: { TableName: TABLE, Key: key(sk), ConditionExpression: 'attribute_not_exists(pk)' },
});
const add = (sk: string, amount: number, atLeast = 0) => ({
  Update: {
    TableName: TABLE,
    Key: key(sk),
    UpdateExpression: 'SET cents = cents + :amount',
    ConditionExpression: 'cents >= :least',
    ExpressionAttributeValues: { ':amount': amount, ':least': atLeast },
  },
});

describe('DynamoDB transactions', () => {
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
  afterAll(async () => {
    await scratch.close();
    processClock.uninstall();
  });

  const write = (TransactItems: Items, ClientRequestToken?: string) =>
    client.send(new TransactWriteCommand({ TransactItems, ClientRequestToken }));
  const save = (Item: Record<string, unknown>) => client.send(new PutCommand({ TableName: TABLE, Item }));
  const get = async (sk: string) =>
    (await client.send(new GetCommand({ TableName: TABLE, Key: key(sk), ConsistentRead: true }))).Item;

  it('writes, updates, checks and deletes together', async () => {
    await save({ ...key('counter'), cents: 1 });
    await save(key('old'));
    await write([
      put('new'),
      add('counter', 5),
      isMissing('nobody'),
      { Delete: { TableName: TABLE, Key: key('old') } },
    ]);
    expect(await Promise.all(['new', 'counter', 'old', 'nobody'].map(get))).toEqual([
      key('new'),
      { ...key('counter'), cents: 6 },
      undefined,
      undefined,
    ]);
  });

  it('changes nothing if one condition fails, and names each reason with the item', async () => {
    await save({ ...key('taken'), by: 'ada' });
    await save({ ...key('counter'), cents: 1 });
    await expect(
      write([put('new'), putNew('taken'), add('counter', 1), exists('ghost')]),
    ).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [
        { Code: 'None' },
        { Code: 'ConditionalCheckFailed', Item: { by: { S: 'ada' } } },
        { Code: 'None' },
        { Code: 'ConditionalCheckFailed' },
      ],
    });
    expect([await get('new'), await get('counter'), await get('ghost')]).toEqual([
      undefined,
      { ...key('counter'), cents: 1 },
      undefined,
    ]);
  });

  it('refuses two actions on one item, and more than a hundred', async () => {
    const many = Array.from({ length: 101 }, (_, n) => put(`${n}`));
    await expect(write([put('1'), exists('1')])).rejects.toMatchObject({
      name: expect.stringMatching(/^(Validation|TransactionCanceled)Exception$/),
    });
    await expect(write(many)).rejects.toMatchObject({ name: 'ValidationException' });
    expect(await get('1')).toBeUndefined();
  });

  it('refuses a malformed expression as a whole', async () => {
    const malformed = {
      ...add('1', 1),
      Update: { ...add('1', 1).Update, UpdateExpression: 'SET = :amount' },
    };
    await expect(write([put('new'), malformed])).rejects.toMatchObject({ name: 'ValidationException' });
    expect(await get('new')).toBeUndefined();
  });

  it('does once what one token asks for twice, for ten minutes', async () => {
    await save({ ...key('counter'), cents: 0 });
    await write([add('counter', 1)], 'token-1');
    await write([add('counter', 1)], 'token-1');
    expect(await get('counter')).toMatchObject({ cents: 1 });
    await expect(write([add('counter', 2)], 'token-1')).rejects.toMatchObject({
      name: 'IdempotentParameterMismatchException',
    });
    if (isRemote()) return; // its ten minutes are real ones
    processClock.advance(600_001);
    await write([add('counter', 1)], 'token-1');
    expect(await get('counter')).toMatchObject({ cents: 2 });
  });

  it('reads several items as of one instant', async () => {
    await save({ ...key('1'), cents: 1 });
    const reads = ['1', 'none'].map((sk) => ({ Get: { TableName: TABLE, Key: key(sk) } }));
    const { Responses } = await client.send(new TransactGetCommand({ TransactItems: reads }));
    expect(Responses?.map(({ Item }) => Item)).toEqual([{ ...key('1'), cents: 1 }, undefined]);
  });

  it('loses no cent when many transfer at once, and no reader sees half a transfer', async () => {
    const accounts = ['a', 'b', 'c'];
    for (const name of accounts) await save({ ...key(name), cents: 100 });
    const sums = new Set<number>();
    const look = async (): Promise<void> => {
      const reads = accounts.map((sk) => ({ Get: { TableName: TABLE, Key: key(sk) } }));
      const { Responses } = await client.send(new TransactGetCommand({ TransactItems: reads }));
      sums.add((Responses ?? []).reduce((sum, { Item }) => sum + Number(Item?.cents), 0));
    };
    const transfer = (n: number): Promise<unknown> => {
      const [from = '', to = ''] = [accounts[n % 3], accounts[(n + 1) % 3]];
      return write([add(from, -7, 7), add(to, 7)]).catch(() => undefined);
    };
    const work = Array.from({ length: 60 }, (_, n) =>
      n % 4 === 0 ? look().catch(() => undefined) : transfer(n),
    );
    await Promise.all(work);
    await look();
    expect([...sums]).toEqual([300]);
  });

  it('lets one of fifty win', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) => write([putNew('seat'), put(`try-${n}`)])),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('collides on request: nothing is written, one reason says why', async () => {
    scratch.tables.setConflicts(1);
    await expect(write([put('1'), put('2')])).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: expect.arrayContaining([expect.objectContaining({ Code: 'TransactionConflict' })]),
    });
    scratch.tables.setConflicts(0);
    expect([await get('1'), await get('2')]).toEqual([undefined, undefined]);
  });
});
