import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Attempts } from '../../shared/ports/attempts.ts';
import { dynamoAttempts } from '../../shared/store/attempts.ts';
import { scratchTables, TABLE } from '../support/scratch-tables.ts';

const AT = Date.parse('2027-01-04T09:03:00Z');
const MINUTE_MS = 60_000;

describe('tries of the public in the one table', () => {
  let scratch: Awaited<ReturnType<typeof scratchTables>>;
  let attempts: Attempts;
  const tried = (who: string, now = AT) =>
    attempts.count({ of: ['book', 'address', who], most: 3, windowMs: 10 * MINUTE_MS }, now);

  beforeAll(async () => {
    scratch = await scratchTables();
    attempts = dynamoAttempts({ client: scratch.client, name: TABLE });
  });
  afterAll(() => scratch.close());

  it('are counted to the most, however many come at once, and from nothing in the next window', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => tried('gina@example.org')));
    expect(answers.filter((wait) => wait === undefined)).toHaveLength(3);
    expect(new Set(answers)).toEqual(new Set([undefined, 7 * MINUTE_MS]));
    expect(await tried('gina@example.org', AT + 7 * MINUTE_MS - 1)).toBe(1);
    expect(await tried('gina@example.org', AT + 7 * MINUTE_MS)).toBeUndefined();
    expect(await tried('hugo@example.org')).toBeUndefined();
  });

  it('name nobody, and are forgotten', async () => {
    await tried('canary@example.org');
    const { Items = [] } = await scratch.client.send(new ScanCommand({ TableName: TABLE }));
    expect(JSON.stringify(Items)).not.toContain('canary');
    for (const { ttl } of Items) expect(Number(ttl)).toBeLessThanOrEqual((AT + 20 * MINUTE_MS) / 1000);
  });
});
