import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Due } from '../../events/stored/due.ts';
import type { Dues } from '../../shared/ports/dues.ts';
import { dynamoDues } from '../../shared/store/dues.ts';
import { memoryDues } from '../simulation/memory-dues.ts';
import { scratchTables, TABLE } from '../support/scratch-tables.ts';

const due = (owner: string, dueAt: string, version = 1): Due => ({
  v: 1,
  kind: 'booking',
  owner,
  version,
  dueAt,
  messages: [{ queue: 'mail', body: { v: 1, org: 'acme', bookingId: owner, trace: 'trace-1' } }],
});

const at = (minute: number): string => new Date(Date.UTC(2027, 0, 4, 9, minute)).toISOString();

type Scratch = Awaited<ReturnType<typeof scratchTables>>;

const engines: readonly [string, (scratch: Scratch) => Dues][] = [
  ['in the one table', ({ client }) => dynamoDues({ client, name: TABLE })],
  ['in memory', () => memoryDues()],
];

let scratch: Scratch;
beforeAll(async () => {
  scratch = await scratchTables();
});
beforeEach(() => scratch.tables.reset());
afterAll(() => scratch.close());

describe.each(engines)('debts and timers %s', (_, start) => {
  let dues: Dues;

  beforeEach(() => {
    dues = start(scratch);
  });

  const owners = async (now: string, limit = 100) => (await dues.dueBy(now, limit)).map(({ owner }) => owner);

  it('tells what is due from all shards, oldest first, and nothing that is not', async () => {
    const all = Array.from({ length: 30 }, (_, index) => due(`b${index}`, at(index)));
    for (const one of all.toReversed()) await dues.put(one);
    expect(await dues.dueBy(at(20), 100)).toEqual(all.slice(0, 21));
    expect(await owners(at(20), 3)).toEqual(['b0', 'b1', 'b2']);
  });

  it('forgets what is removed, also when it is removed twice', async () => {
    await dues.put(due('b1', at(0)));
    await dues.remove('booking', 'b1');
    await dues.remove('booking', 'b1');
    expect(await owners(at(10))).toEqual([]);
  });

  it('leaves one that was put anew to whoever put it, where only a certain one is to be removed', async () => {
    await dues.put(due('b1', at(0), 2));
    await dues.remove('booking', 'b1', 1);
    await dues.remove('booking', 'b2', 1);
    expect(await owners(at(10))).toEqual(['b1']);
    await dues.remove('booking', 'b1', 2);
    expect(await owners(at(10))).toEqual([]);
  });

  it('holds one debt an owner and kind: the last one put', async () => {
    await dues.put(due('b1', at(0)));
    await dues.put(due('b1', at(5), 2));
    await dues.put({ ...due('b1', at(1)), kind: 'recheck' });
    expect((await dues.dueBy(at(10), 100)).map(({ kind, dueAt }) => [kind, dueAt])).toEqual([
      ['recheck', at(1)],
      ['booking', at(5)],
    ]);
  });

  it('postpones what was not changed meanwhile', async () => {
    await dues.put(due('b1', at(0)));
    expect(await dues.postpone(due('b1', at(0)), at(5))).toBe(true);
    expect(await owners(at(4))).toEqual([]);
    expect(await dues.dueBy(at(5), 100)).toEqual([{ ...due('b1', at(5)), sent: 1 }]);
  });

  it.each([
    ['put anew for another time', due('b1', at(3), 2)],
    ['put anew for the same time', due('b1', at(0), 2)],
    ['postponed by somebody else', due('b1', at(3))],
  ])('does not postpone what was %s', async (_, present) => {
    await dues.put(present);
    expect(await dues.postpone(due('b1', at(0)), at(9))).toBe(false);
    expect(await dues.dueBy(at(8), 100)).toEqual([present]);
  });

  it('does not bring back by postponing what was removed', async () => {
    expect(await dues.postpone(due('b1', at(0)), at(1))).toBe(false);
    expect(await owners(at(9))).toEqual([]);
  });
});

it('debts and timers are written though every other write meets a transaction', async () => {
  const dues = dynamoDues({ client: scratch.client, name: TABLE });
  scratch.tables.setConflicts(0.5, 7);
  try {
    const all = Array.from({ length: 20 }, (_, index) => due(`b${index}`, at(0)));
    for (const one of all) await dues.put(one);
    for (const one of all) expect(await dues.postpone(one, at(5))).toBe(true);
    for (const { owner } of all.slice(1)) await dues.remove('booking', owner);
    expect((await dues.dueBy(at(5), 100)).map(({ owner }) => owner)).toEqual(['b0']);
  } finally {
    scratch.tables.setConflicts(0);
  }
});

it('debts and timers are spread over the shards by their owners', async () => {
  const dues = dynamoDues({ client: scratch.client, name: TABLE });
  await Promise.all(Array.from({ length: 40 }, (_, index) => dues.put(due(`b${index}`, at(0)))));
  const { Items = [] } = await scratch.client.send(new ScanCommand({ TableName: TABLE }));
  expect(new Set(Items.map(({ dueShard }) => String(dueShard))).size).toBeGreaterThan(4);
});
