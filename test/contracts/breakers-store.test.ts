import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Breaker } from '../../events/stored/breaker.ts';
import { dynamoBreakers } from '../../shared/store/breakers.ts';
import { memoryBreakers } from '../support/memory-breakers.ts';
import { scratchTables, TABLE } from '../support/scratch-tables.ts';

const breaker = (version: number, over: Partial<Breaker> = {}): Breaker => ({
  v: 1,
  name: 'google_calendar',
  version,
  state: 'open',
  word: 'accessNotConfigured',
  trips: 1,
  openedAt: '2027-01-04T09:00:00.000Z',
  until: '2027-01-04T09:00:30.000Z',
  ...over,
});

describe.each(['DynamoDB', 'memory'])('breakers in %s', (engine) => {
  let scratch: Awaited<ReturnType<typeof scratchTables>>;

  beforeAll(async () => {
    scratch = await scratchTables();
  });
  beforeEach(() => scratch.tables.reset());
  afterAll(() => scratch.close());

  const make = () =>
    engine === 'memory' ? memoryBreakers() : dynamoBreakers({ client: scratch.client, name: TABLE });

  it('are absent until they open, and then read as they were written', async () => {
    const breakers = make();
    expect(await breakers.read('google_calendar')).toBeUndefined();
    expect(await breakers.put(breaker(1))).toBe(true);
    expect(await breakers.read('google_calendar')).toEqual(breaker(1));
    expect(await breakers.read('google_sign_in')).toBeUndefined();
  });

  it('are written by one of those who saw the same, and never over a newer one', async () => {
    const breakers = make();
    const first = await Promise.all([breakers.put(breaker(1)), breakers.put(breaker(1))]);
    expect(first.toSorted()).toEqual([false, true]);
    expect(await breakers.put(breaker(3))).toBe(false);
    expect(await breakers.put(breaker(2, { probeUntil: '2027-01-04T09:01:00.000Z' }))).toBe(true);
    expect(await breakers.put(breaker(2, { state: 'closed' }))).toBe(false);
    expect(await breakers.read('google_calendar')).toMatchObject({ version: 2, state: 'open' });
  });
});
