import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eventsKeptSince, readEvents } from '../../shared/history/read-events.ts';
import { dynamoEventLog } from '../../shared/store/event-log.ts';
import { putTransition } from '../../shared/store/put-transition.ts';
import { transact } from '../../shared/store/transact.ts';
import { isRemote, scratchTables, TABLE } from '../support/scratch-tables.ts';

const NOW = Date.parse('2027-01-04T09:00:00.000Z');
const SINCE = eventsKeptSince(NOW);

interface Said {
  readonly id: string;
  readonly subject?: string;
  readonly version?: number;
  readonly ms?: number;
  readonly org?: string;
}
const transition = ({ id, subject = 'bkg_1', version = 1, ms = 0, org = 'acme' }: Said) =>
  ({
    v: 1,
    id,
    org,
    type: 'booking.changed',
    at: new Date(NOW + ms).toISOString(),
    subject,
    version,
    actor: { kind: 'system' },
    trace: 't',
  }) as const;

/** Lags reach as far as the test lets time pass: the follower is asked by the process clock. */
const LAG = { maxMs: 25, seed: 11 };

const UP_TO_DATE = { name: 'an index that is up to date', lag: undefined };
const engines = isRemote() ? [UP_TO_DATE] : [UP_TO_DATE, { name: 'an index that lags', lag: LAG }];

describe.each(engines)('the event log over $name', ({ lag }) => {
  let scratch: Awaited<ReturnType<typeof scratchTables>>;
  const table = () => ({ client: scratch.client, name: TABLE });
  const log = () => dynamoEventLog(table());
  const commit = (said: Said) => transact(table(), [putTransition(table(), transition(said))]);
  const read = async (after: number, limit = 100, matches: (event: { id: string }) => boolean = () => true) =>
    readEvents({ events: log(), clock: { now: () => NOW } })({ org: 'acme', after, limit, matches });
  /** Until as many have come as were committed: an index that lags comes to them in the end. */
  const readAll = async (count: number) => {
    const seen: { id: string; position: number; subject: string }[] = [];
    while (seen.length < count) seen.push(...(await read(seen.at(-1)?.position ?? 0, 7)).items);
    return seen;
  };

  beforeAll(async () => {
    scratch = await scratchTables(lag);
  });
  beforeEach(() => scratch.tables.reset());
  afterAll(() => scratch.close());

  it('gives each event one place, whoever reads, while others are written', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `evt_${index}`);
    const writes = Promise.all(
      ids.map((id, index) => commit({ id, subject: `bkg_${index % 9}`, ms: index })),
    );
    const [first, second, third] = await Promise.all([readAll(60), readAll(60), readAll(60)]);
    await writes;
    expect(first.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    expect(first.map(({ position }) => position)).toEqual(ids.map((_, index) => index + 1));
    expect([second, third]).toEqual([first, first]);
  });

  it('has the changes of one subject in their order, also those of one instant', async () => {
    for (let version = 1; version <= 12; version += 1)
      await commit({ id: `evt_${12 - version}`, version, subject: 'bkg_1' });
    const seen = await readAll(12);
    expect(seen.map(({ id }) => id)).toEqual(Array.from({ length: 12 }, (_, index) => `evt_${11 - index}`));
  });

  it('puts what was committed late behind what was read', async () => {
    await commit({ id: 'evt_new', ms: 5000 });
    const [first] = await readAll(1);
    await commit({ id: 'evt_late', subject: 'bkg_2', ms: 1000 });
    const seen = await readAll(2);
    expect(seen.map(({ id }) => id)).toEqual(['evt_new', 'evt_late']);
    expect((await read(first?.position ?? 0)).items.map(({ id }) => id)).toEqual(['evt_late']);
  });

  it('keeps orgs apart, and leaves out what is older than 30 days', async () => {
    await commit({ id: 'evt_other', org: 'globex' });
    await commit({ id: 'evt_old', ms: -31 * 24 * 3_600_000 });
    await commit({ id: 'evt_kept', subject: 'bkg_2', ms: -29 * 24 * 3_600_000 });
    expect((await readAll(1)).map(({ id }) => id)).toEqual(['evt_kept']);
    expect(await log().append('acme', SINCE)).toBe(false);
  });

  it('says where to read on, also where what was asked for is rare', async () => {
    for (let index = 0; index < 9; index += 1) await commit({ id: `evt_${index}`, ms: index });
    await readAll(9);
    const isOdd = ({ id }: { id: string }) => /[13579]$/u.test(id);
    const page = await read(0, 2, isOdd);
    expect(page.items.map(({ id }) => id)).toEqual(['evt_1', 'evt_3']);
    const rest = await read(page.next ?? 0, 2, isOdd);
    expect([rest.items.map(({ id }) => id), rest.next]).toEqual([['evt_5', 'evt_7'], undefined]);
  });
});
