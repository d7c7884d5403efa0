import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ExternalEvent } from '../../events/stored/external-event.ts';
import type { Dues } from '../../shared/ports/dues.ts';
import type { Feeds } from '../../shared/ports/feeds.ts';
import { dynamoDues } from '../../shared/store/dues.ts';
import { dynamoFeeds } from '../../shared/store/feeds.ts';
import { memoryDues } from '../simulation/memory-dues.ts';
import { memoryFeedStore } from '../simulation/memory-feed-store.ts';
import { aFeed } from '../support/a-feed.ts';
import { scratchTables, TABLE } from '../support/scratch-tables.ts';

const DUE = '2027-01-04T10:00:00.000Z';

const row = (id: string, start: string, end: string, over: Partial<ExternalEvent> = {}): ExternalEvent => ({
  v: 1,
  feedId: 'feed-1',
  generation: 'gen_1',
  id,
  start: `2027-01-${start}:00.000Z`,
  end: `2027-01-${end}:00.000Z`,
  busy: true,
  ...over,
});

type Scratch = Awaited<ReturnType<typeof scratchTables>>;
interface Stores {
  readonly feeds: Feeds;
  readonly dues: Dues;
}

const engines: readonly [string, (scratch: Scratch) => Stores][] = [
  [
    'in the one table',
    ({ client }) => {
      const table = { client, name: TABLE };
      return { feeds: dynamoFeeds(table), dues: dynamoDues(table) };
    },
  ],
  [
    'in memory',
    () => {
      const dues = memoryDues();
      return { feeds: memoryFeedStore(dues), dues };
    },
  ],
];

let scratch: Scratch;
beforeAll(async () => {
  scratch = await scratchTables();
});
beforeEach(() => scratch.tables.reset());
afterAll(() => scratch.close());

describe.each(engines)('watched calendars %s', (_, start) => {
  let feeds: Feeds;
  let dues: Dues;

  beforeEach(() => {
    ({ feeds, dues } = start(scratch));
  });

  const ids = async (start: string, end: string, generation = 'gen_1') =>
    (await feeds.events('feed-1', generation, `2027-01-${start}:00.000Z`, `2027-01-${end}:00.000Z`)).map(
      ({ id }) => id,
    );
  const due = () => dues.dueBy('2028-01-01T00:00:00.000Z', 10);

  it('reads back what was put, and is due when it says', async () => {
    const first = aFeed({ zone: 'Europe/Prague', cursor: 'cursor-1', channel: { id: 'chn_1' } });
    expect(await feeds.put(first, DUE)).toBe(true);
    expect(await feeds.read('feed-1')).toEqual(first);
    expect(await due()).toEqual([
      {
        v: 1,
        kind: 'feed',
        owner: 'feed-1',
        version: 1,
        dueAt: DUE,
        messages: [
          {
            queue: 'sync',
            body: {
              v: 1,
              kind: 'changes',
              feedId: 'feed-1',
              cause: 'due',
              noticedAt: DUE,
              connection: { org: 'acme', userId: 'ben', id: 'con_1' },
              trace: 'due-feed-1',
            },
          },
        ],
      },
    ]);
    expect(await feeds.read('feed-2')).toBeUndefined();
  });

  it('reads many at once: those that there are, each once', async () => {
    const [first, second] = [aFeed({ id: 'feed-1' }), aFeed({ id: 'feed-2' })];
    for (const one of [first, second]) await feeds.put(one, DUE);
    const found = await feeds.readMany(['feed-2', 'feed-3', 'feed-1', 'feed-2']);
    expect(found.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual([first, second]);
    expect(await feeds.readMany([])).toEqual([]);
  });

  it('refuses the second writer of a version, with its time', async () => {
    await feeds.put(aFeed(), DUE);
    expect(await feeds.put(aFeed(), '2027-01-04T11:00:00.000Z')).toBe(false);
    expect(await feeds.put(aFeed({ version: 2, cursor: 'two' }), DUE)).toBe(true);
    expect(await feeds.put(aFeed({ version: 2, cursor: 'late' }), undefined)).toBe(false);
    expect((await feeds.read('feed-1'))?.cursor).toBe('two');
    expect((await due()).map(({ dueAt }) => dueAt)).toEqual([DUE]);
  });

  it('does not bring back a feed that was removed', async () => {
    await feeds.put(aFeed(), DUE);
    await feeds.remove('feed-1');
    expect(await feeds.put(aFeed({ version: 2 }), DUE)).toBe(false);
    expect([await feeds.read('feed-1'), await due()]).toEqual([undefined, []]);
  });

  it('is due no more when it says so', async () => {
    await feeds.put(aFeed(), DUE);
    await feeds.put(aFeed({ version: 2 }), undefined);
    expect(await due()).toEqual([]);
  });

  it('tells rows by their ids, of one generation, and leaves out what is not there', async () => {
    const kept = row('kept', '05T09:00', '05T10:00', { title: 'Fair' });
    await feeds.putEvents([kept, row('other', '05T09:00', '05T10:00')]);
    await feeds.putEvents([{ ...kept, generation: 'gen_2' }]);
    expect(await feeds.eventsById('feed-1', 'gen_1', ['kept', 'gone', 'kept'])).toEqual([kept]);
    expect(await feeds.eventsById('feed-1', 'gen_1', [])).toEqual([]);
  });

  it('tells the rows that overlap, whatever they hold', async () => {
    const whole = row('whole', '05T00:00', '06T00:00', {
      allDay: { start: '2027-01-05', end: '2027-01-06' },
      title: 'Fair',
      rsvp: 'tentative',
    });
    await feeds.putEvents([
      whole,
      row('before', '05T08:00', '05T09:00'),
      row('inside', '05T09:30', '05T09:45'),
      row('after', '05T10:00', '05T11:00'),
    ]);
    expect(await ids('05T09:00', '05T10:00')).toEqual(['whole', 'inside']);
    const [first] = await feeds.events('feed-1', 'gen_1', whole.start, '2027-01-05T00:00:01.000Z');
    expect(first).toEqual(whole);
  });

  it('moves a row that is put again, and forgets those that are removed', async () => {
    await feeds.putEvents([row('a', '05T08:00', '05T09:00'), row('b', '05T08:00', '05T09:00')]);
    await feeds.putEvents([row('a', '07T08:00', '07T09:00')]);
    expect(await ids('05T00:00', '06T00:00')).toEqual(['b']);
    await feeds.removeEvents('feed-1', 'gen_1', ['b', 'b', 'unknown']);
    expect(await ids('05T00:00', '08T00:00')).toEqual(['a']);
  });

  it('keeps generations apart, and takes more rows than one batch', async () => {
    const many = Array.from({ length: 60 }, (_, index) => row(`e${index}`, '05T08:00', '05T09:00'));
    await feeds.putEvents(many);
    await feeds.putEvents([row('other', '05T08:00', '05T09:00', { generation: 'gen_2' })]);
    expect((await ids('05T00:00', '06T00:00')).length).toBe(60);
    expect(await feeds.removeAllEvents('feed-1', 'gen_1')).toBe(60);
    expect(await ids('05T00:00', '06T00:00')).toEqual([]);
    expect(await ids('05T00:00', '06T00:00', 'gen_2')).toEqual(['other']);
  });

  it('counts and removes the rows of every generation that the feed knows', async () => {
    const reading = { generation: 'gen_2', from: DUE, to: DUE, startedAt: DUE };
    await feeds.put(aFeed({ generation: 'gen_1', reading, stale: ['gen_0'] }), DUE);
    for (const generation of ['gen_0', 'gen_1', 'gen_2'])
      await feeds.putEvents([row('a', '05T08:00', '05T09:00', { generation })]);
    expect(await feeds.countEvents('feed-1')).toBe(3);
    expect(await feeds.removeAllEvents('feed-1')).toBe(3);
    expect(await feeds.countEvents('feed-1')).toBe(0);
    for (const generation of ['gen_0', 'gen_1', 'gen_2'])
      expect(await ids('05T00:00', '06T00:00', generation)).toEqual([]);
  });

  it('puts the last of two rows of one event', async () => {
    await feeds.putEvents([row('a', '05T08:00', '05T09:00'), row('a', '06T08:00', '06T09:00')]);
    expect(await ids('05T00:00', '07T00:00')).toEqual(['a']);
    expect(await ids('05T00:00', '06T00:00')).toEqual([]);
  });
});
