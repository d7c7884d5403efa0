import { type DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Run } from '../../events/stored/run.ts';
import { processClock } from '../../infra/local/clock.ts';
import type { BookingCommit, Bookings } from '../../shared/ports/bookings.ts';
import { dynamoBookings } from '../../shared/store/bookings.ts';
import { dynamoConnections } from '../../shared/store/connections.ts';
import { keys } from '../../shared/store/keys.ts';
import { AT, aBooking, anEntry } from '../support/a-booking.ts';
import { scratchTables, TABLE } from '../support/scratch-tables.ts';

const host = (userId: string) => ({ userId, name: userId, rsvp: 'needs_action' as const });

describe('bookings in the one table', () => {
  let scratch: Awaited<ReturnType<typeof scratchTables>>;
  let client: DynamoDBDocumentClient;
  let bookings: Bookings;

  beforeAll(async () => {
    scratch = await scratchTables();
    ({ client } = scratch);
    bookings = dynamoBookings({ client, name: TABLE });
  });
  beforeEach(() => scratch.tables.reset());
  afterAll(async () => {
    await scratch.close();
    processClock.uninstall();
  });

  const commit = (change: Partial<BookingCommit> & Pick<BookingCommit, 'after'>) =>
    bookings.commit({ before: undefined, judged: [], at: AT, trace: 'trace-1', ...change });
  const item = async (key: { pk: string; sk: string }) =>
    (await client.send(new GetCommand({ TableName: TABLE, Key: key, ConsistentRead: true }))).Item;

  it('reads back what was committed, with its first version', async () => {
    const after = aBooking({ metadata: { deal: '42' }, guests: [] });
    expect(await commit({ after })).toEqual({ outcome: 'committed', booking: { ...after, version: 1 } });
    expect(await bookings.read('acme', 'bkg_1')).toEqual({ ...after, version: 1 });
    expect(await bookings.read('globex', 'bkg_1')).toBeUndefined();
  });

  it('refuses a second writer of the same version, and leaves nothing of it', async () => {
    await commit({ after: aBooking() });
    const before = await bookings.read('acme', 'bkg_1');
    const results = await Promise.all(
      ['One', 'Two'].map((title) => commit({ before, after: aBooking({ title, hosts: [host(title)] }) })),
    );
    expect(results.map(({ outcome }) => outcome).sort()).toEqual(['committed', 'stale']);
    const winner = (await bookings.read('acme', 'bkg_1'))?.title ?? '';
    const agendas = await bookings.agendas('acme', ['One', 'Two'], AT, AT);
    expect(agendas.filter(({ version }) => version > 0).map(({ userId }) => userId)).toEqual([winner]);
  });

  it('owes a look at the conflicts around it where the commit says so, apart from what else it owes', async () => {
    const owed = { hosts: ['ben'], spans: [{ from: AT, to: '2027-01-04T10:00:00.000Z' }] };
    await commit({ after: aBooking(), conflictsOwed: owed });
    expect(await item(keys.due('conflicts', 'bkg_1.1'))).toMatchObject({
      dueAt: '2027-01-04T09:01:00.000Z',
      messages: [
        {
          queue: 'provision',
          body: { kind: 'conflicts', org: 'acme', ...owed, owed: 'bkg_1.1', trace: 'trace-1' },
        },
      ],
    });
    expect(await item(keys.due('booking', 'bkg_1'))).toBeUndefined();
  });

  it('writes a booking into the agenda of every month and host that it touches, and takes it out again', async () => {
    const hosts = [host('ben'), host('chloe')];
    const long = { start: '2027-01-31T22:00:00.000Z', end: '2027-02-01T02:00:00.000Z' };
    await commit({ after: aBooking({ hosts, ...long }) });
    const read = () => bookings.agendas('acme', ['ben', 'chloe'], long.start, long.end);
    const shape = async () =>
      (await read()).map(({ userId, month, bookings: held }) => [userId, month, Object.keys(held)]);
    expect(await shape()).toEqual([
      ['ben', '2027-01', ['bkg_1']],
      ['ben', '2027-02', ['bkg_1']],
      ['chloe', '2027-01', ['bkg_1']],
      ['chloe', '2027-02', ['bkg_1']],
    ]);
    const before = await bookings.read('acme', 'bkg_1');
    const moved = { start: '2027-02-02T10:00:00.000Z', end: '2027-02-02T11:00:00.000Z' };
    await commit({ before, after: aBooking({ hosts: [host('ben')], ...moved }) });
    expect(await shape()).toEqual([
      ['ben', '2027-01', []],
      ['ben', '2027-02', ['bkg_1']],
      ['chloe', '2027-01', []],
      ['chloe', '2027-02', []],
    ]);
  });

  it('commits only if a judged agenda is still what it was, also one that did not exist', async () => {
    const judge = () =>
      bookings.agendas('acme', ['ben'], '2027-01-05T00:00:00.000Z', '2027-01-06T00:00:00.000Z');
    const seenEmpty = await judge();
    expect((await commit({ after: aBooking(), judged: seenEmpty })).outcome).toBe('committed');
    expect((await commit({ after: aBooking({ id: 'bkg_2' }), judged: seenEmpty })).outcome).toBe('stale');
    const seen = await judge();
    expect((await commit({ after: aBooking({ id: 'bkg_3' }) })).outcome).toBe('committed');
    expect((await commit({ after: aBooking({ id: 'bkg_4' }), judged: seen })).outcome).toBe('stale');
    expect(await bookings.read('acme', 'bkg_4')).toBeUndefined();
  });

  it('is busy for whoever has no time left, where others write the same', async () => {
    scratch.tables.setConflicts(1);
    await expect(commit({ after: aBooking(), patienceMs: 0 })).rejects.toMatchObject({ code: 'busy' });
    scratch.tables.setConflicts(0);
    expect((await commit({ after: aBooking(), patienceMs: 0 })).outcome).toBe('committed');
  });

  it('writes a reference for every calendar entry and removes those that no entry names any more', async () => {
    const calendars = { ben: anEntry(), chloe: anEntry({ role: 'copy', feedId: 'feed-chloe' }) };
    await commit({ after: aBooking({ calendars }) });
    const before = await bookings.read('acme', 'bkg_1');
    expect(await bookings.reference('feed-chloe', 'event1')).toEqual({
      v: 1,
      org: 'acme',
      bookingId: 'bkg_1',
      userId: 'chloe',
      feedId: 'feed-chloe',
      eventId: 'event1',
      role: 'copy',
    });
    await commit({
      before,
      after: aBooking({ calendars: { ben: anEntry({ eventId: 'event2', generation: 1 }) } }),
    });
    const found = await bookings.references('feed-ben', ['event1', 'event2', 'event3']);
    expect(found.map(({ eventId }) => eventId)).toEqual(['event2']);
    expect(await bookings.reference('feed-chloe', 'event1')).toBeUndefined();
  });

  it('knows of a host who was taken off until the event is gone from their calendar', async () => {
    const taken = {
      hosts: [host('ben')],
      calendars: { dora: anEntry({ owed: 2, state: 'parked' as const }) },
    };
    const left = async () => (await bookings.leftBy('acme', 'dora')).map(({ id }) => id);
    await commit({ after: aBooking({ ...taken, hosts: [host('ben'), host('dora')] }) });
    expect(await left()).toEqual([]);
    await commit({ before: await bookings.read('acme', 'bkg_1'), after: aBooking(taken) });
    expect(await left()).toEqual(['bkg_1']);
    const calendars = { dora: anEntry({ state: 'removed' }) };
    await commit({ before: await bookings.read('acme', 'bkg_1'), after: aBooking({ ...taken, calendars }) });
    expect(await left()).toEqual([]);
  });

  it('keeps one due item as long as something is owed', async () => {
    const due = () => item(keys.due('booking', 'bkg_1'));
    await commit({
      after: aBooking({ noticesOwed: true, calendars: { ben: anEntry({ owed: 1, state: 'pending' }) } }),
    });
    expect(await due()).toMatchObject({
      v: 1,
      kind: 'booking',
      owner: 'bkg_1',
      version: 1,
      dueAt: '2027-01-04T09:01:00.000Z',
      messages: [{ queue: 'provision' }, { queue: 'mail' }],
    });
    await commit({ before: await bookings.read('acme', 'bkg_1'), after: aBooking({ noticesOwed: true }) });
    expect(await due()).toMatchObject({ version: 2, messages: [{ queue: 'mail' }] });
    await commit({ before: await bookings.read('acme', 'bkg_1'), after: aBooking() });
    expect(await due()).toBeUndefined();
  });

  it('lets one idempotency key make one booking, until its day is over', async () => {
    const idempotency = {
      v: 1,
      key: 'k',
      bodyHash: 'h',
      resource: 'bkg_1',
      expiresAt: '2027-01-05T09:00:00.000Z',
    } as const;
    const twins = await Promise.all(
      ['bkg_1', 'bkg_2'].map((id) =>
        commit({ after: aBooking({ id }), idempotency: { ...idempotency, resource: id } }),
      ),
    );
    expect(twins.map(({ outcome }) => outcome).sort()).toEqual(['committed', 'replayed']);
    const first = await bookings.idempotency('k');
    expect(twins).toContainEqual({ outcome: 'replayed', idempotency: first });
    const later = { at: '2027-01-05T09:00:00.000Z', idempotency: { ...idempotency, resource: 'bkg_3' } };
    expect((await commit({ after: aBooking({ id: 'bkg_3' }), ...later })).outcome).toBe('committed');
  });

  it('writes the event of a change in its own transaction', async () => {
    const transition = {
      v: 1,
      id: 'evt_1',
      org: 'acme',
      type: 'booking.created',
      at: AT,
      subject: 'bkg_1',
      revision: 1,
      actor: { kind: 'user', id: 'ben' },
      trace: 't',
    } as const;
    await commit({ after: aBooking(), transition });
    const { Items } = await client.send(
      new QueryCommand({
        TableName: TABLE,
        IndexName: 'list',
        KeyConditionExpression: 'listPk = :list',
        ExpressionAttributeValues: { ':list': keys.transitions('acme') },
      }),
    );
    expect(Items).toMatchObject([{ id: 'evt_1' }]);
    expect(await item(keys.history('acme', 'bkg_1', { at: AT, order: '', id: 'evt_1' }))).toMatchObject(
      transition,
    );
  });

  it('writes the run that makes a change with it, or neither', async () => {
    const { run: stored, putRun } = dynamoConnections({ client, name: TABLE });
    const run = (version: number, removed: number): Run =>
      Run.parse({
        ...{ v: 1, id: 'run_1', org: 'acme', userId: 'ben', version, kind: 'disconnect', state: 'running' },
        startedAt: AT,
        counts: { removed },
      });
    await putRun(run(1, 0));
    await commit({ after: aBooking(), run: run(2, 1) });
    expect(await stored('acme', 'run_1')).toEqual(run(2, 1));
    const before = await bookings.read('acme', 'bkg_1');
    const after = aBooking({ title: 'Late' });
    expect(await commit({ before, after, run: run(2, 2) })).toEqual({ outcome: 'stale' });
    expect(await bookings.read('acme', 'bkg_1')).toEqual(before);
    expect(await commit({ before: undefined, after, run: run(3, 2) })).toEqual({ outcome: 'stale' });
    expect(await stored('acme', 'run_1')).toEqual(run(2, 1));
  });

  describe('lists', () => {
    const day = (n: number) => `2027-01-${String(n).padStart(2, '0')}`;
    const put = (id: string, n: number, over = {}) =>
      commit({
        after: aBooking({ id, start: `${day(n)}T10:00:00.000Z`, end: `${day(n)}T11:00:00.000Z`, ...over }),
      });
    const all = async (list: (cursor: string | undefined) => ReturnType<Bookings['listOrg']>) => {
      const ids: string[][] = [];
      let cursor: string | undefined;
      do {
        const page = await list(cursor);
        ids.push(page.items.map(({ id }) => id));
        cursor = page.next;
      } while (cursor !== undefined);
      return ids;
    };

    beforeEach(async () => {
      await put('bkg_a', 6);
      await put('bkg_b', 5);
      await put('bkg_c', 7, { hosts: [host('chloe')] });
      await put('bkg_d', 8, { status: 'cancelled' });
      await put('bkg_e', 1, { end: '2027-01-05T10:30:00.000Z' });
      await put('bkg_f', 20);
      await put('bkg_x', 6, { org: 'globex' });
    });

    const window = { org: 'acme', from: '2027-01-05T09:00:00.000Z', to: '2027-01-20T10:00:00.000Z' };

    it('shows what overlaps the window of an org, by start, page by page', async () => {
      const pages = await all((cursor) =>
        bookings.listOrg({ ...window, limit: 2, ...(cursor && { cursor }) }),
      );
      expect(pages).toEqual([['bkg_e', 'bkg_b'], ['bkg_a', 'bkg_c'], ['bkg_d']]);
    });

    it('shows what overlaps the window of a host, by start, page by page', async () => {
      const query = { ...window, userId: 'ben', limit: 3 };
      const pages = await all((cursor) => bookings.listHost({ ...query, ...(cursor && { cursor }) }));
      expect(pages).toEqual([['bkg_e', 'bkg_b', 'bkg_a'], ['bkg_d']]);
    });

    it('refuses a cursor that is none of its own', async () => {
      const query = { ...window, limit: 2, cursor: 'bm9uZQ' };
      await expect(bookings.listOrg(query)).rejects.toMatchObject({ code: 'invalid_cursor' });
      await expect(bookings.listHost({ ...query, userId: 'ben' })).rejects.toMatchObject({
        code: 'invalid_cursor',
      });
    });
  });
});
