import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Agenda } from '../../events/stored/agenda.ts';
import example from '../../events/stored/series.example.json' with { type: 'json' };
import { Series } from '../../events/stored/series.ts';
import noticeExample from '../../events/stored/series-notice.example.json' with { type: 'json' };
import { SeriesNotice } from '../../events/stored/series-notice.ts';
import { holdId } from '../../shared/domain/hold-id.ts';
import { dynamoBookings } from '../../shared/store/bookings.ts';
import { dynamoDues } from '../../shared/store/dues.ts';
import { dynamoNotices } from '../../shared/store/notices.ts';
import { dynamoSeries } from '../../shared/store/series.ts';
import { AT, aBooking } from '../support/a-booking.ts';
import { scratchTables, TABLE } from '../support/scratch-tables.ts';

const MINUTE_LATER = '2027-01-04T09:01:00.000Z';
const { pending, ...calm } = Series.parse({ ...example, version: 1 });
const series = (over: Partial<Series> = {}): Series => ({ ...calm, ...(pending && { pending }), ...over });
const notice = (over: Partial<SeriesNotice> = {}): SeriesNotice => ({
  ...SeriesNotice.parse(noticeExample),
  ...over,
});
const entry = {
  start: '2027-01-05T09:00:00.000Z',
  end: '2027-01-05T10:00:00.000Z',
  status: 'confirmed',
} as const;

describe('series in the one table', () => {
  let scratch: Awaited<ReturnType<typeof scratchTables>>;
  const table = () => ({ client: scratch.client, name: TABLE });
  const store = () => dynamoSeries(table());
  const agenda = async (month: string): Promise<Agenda> => {
    const [found] = await dynamoBookings(table()).agendas(
      'acme',
      ['ben'],
      `${month}-05T00:00:00.000Z`,
      `${month}-06T00:00:00.000Z`,
    );
    if (!found) throw new Error('agendas are never missing');
    return found;
  };

  beforeAll(async () => {
    scratch = await scratchTables();
  });
  beforeEach(() => scratch.tables.reset());
  afterAll(() => scratch.close());

  it('are written with the time that they hold, and with what is pending a timer that goes with it', async () => {
    const agendas = [
      { agenda: await agenda('2027-01'), set: { bkg_1: entry, bkg_2: entry }, remove: [] },
      { agenda: await agenda('2027-02'), set: { bkg_3: entry }, remove: [] },
    ];
    expect(await store().commit({ series: series(), agendas, at: AT })).toEqual({ outcome: 'committed' });
    expect(await store().read('acme', series().id)).toEqual(series());
    expect(await store().read('acme', `${series().id}.2`)).toEqual(series());
    expect(await store().read('globex', series().id)).toBeUndefined();
    expect((await agenda('2027-01')).bookings).toEqual({ bkg_1: entry, bkg_2: entry });
    const work = { v: 1, kind: 'series', org: 'acme', seriesId: series().id, trace: pending?.trace };
    expect(await dynamoDues(table()).dueBy(MINUTE_LATER, 10)).toMatchObject([
      { kind: 'series', dueAt: MINUTE_LATER, messages: [{ queue: 'provision', body: work }] },
    ]);
    const held = { agenda: await agenda('2027-01'), set: { bkg_4: entry }, remove: ['bkg_2'] };
    await store().commit({ series: { ...calm, version: 2 }, agendas: [held], at: AT });
    expect((await agenda('2027-01')).bookings).toEqual({ bkg_1: entry, bkg_4: entry });
    expect(await dynamoDues(table()).dueBy(MINUTE_LATER, 10)).toEqual([]);
    const owed = { hosts: ['ben'], spans: [{ from: entry.start, to: entry.end }] };
    const conflictsOwed = { owed, trace: 't' };
    await store().commit({ series: { ...calm, version: 3 }, agendas: [], conflictsOwed, at: AT });
    const look = { v: 1, kind: 'conflicts', org: 'acme', ...owed, owed: `${calm.id}.3`, trace: 't' };
    expect(await dynamoDues(table()).dueBy(MINUTE_LATER, 10)).toMatchObject([
      { kind: 'conflicts', dueAt: MINUTE_LATER, messages: [{ queue: 'provision', body: look }] },
    ]);
  });

  it('are written with all of it or not at all, and say who was first', async () => {
    const seen = { agenda: await agenda('2027-01'), set: { bkg_1: entry }, remove: [] };
    await store().commit({ series: series(), agendas: [seen], at: AT });
    const other = series({ id: 'ser_other' });
    const free = { agenda: await agenda('2027-02'), set: { bkg_9: entry }, remove: [] };
    expect(await store().commit({ series: other, agendas: [free, seen], at: AT })).toEqual({
      outcome: 'stale',
    });
    expect(await store().read('acme', 'ser_other')).toBeUndefined();
    expect((await agenda('2027-02')).bookings).toEqual({});
    expect(await store().commit({ series: series(), agendas: [], at: AT })).toEqual({ outcome: 'stale' });
    const idempotency = {
      v: 1,
      key: 'k',
      bodyHash: 'b',
      resource: 'ser_x',
      expiresAt: '2027-01-05T09:00:00.000Z',
    } as const;
    const keyed = (id: string) => ({ series: series({ id }), agendas: [], idempotency, at: AT });
    expect(await store().commit(keyed('ser_x'))).toEqual({ outcome: 'committed' });
    expect(await store().commit(keyed('ser_y'))).toEqual({ outcome: 'replayed', idempotency });
  });

  it('list the bookings that there are, by start', async () => {
    const bookings = dynamoBookings(table());
    const make = (id: string, start: string) =>
      bookings.commit({ before: undefined, after: aBooking({ id, start }), judged: [], at: AT, trace: 't' });
    await make('bkg_2', '2027-01-05T10:30:00.000Z');
    await make('bkg_1', '2027-01-05T10:00:00.000Z');
    const found = await store().bookings('acme', ['bkg_2', 'bkg_1', 'bkg_2', 'bkg_none']);
    expect(found.map(({ id }) => id)).toEqual(['bkg_1', 'bkg_2']);
  });

  it('are no bookings of a host where they only hold time: pages come full, and go on', async () => {
    const bookings = dynamoBookings(table());
    for (const hour of [10, 12]) {
      const time = { start: `2027-01-05T${hour}:00:00.000Z`, end: `2027-01-05T${hour + 1}:00:00.000Z` };
      const after = aBooking({ id: `bkg_${hour}`, ...time });
      await bookings.commit({ before: undefined, after, judged: [], at: AT, trace: 't' });
    }
    const held = { [holdId('bkg_10')]: entry, [holdId('bkg_12')]: entry };
    const agendas = [{ agenda: await agenda('2027-01'), set: held, remove: [] }];
    await store().commit({ series: series(), agendas, at: AT });
    const day = { from: '2027-01-05T00:00:00.000Z', to: '2027-01-06T00:00:00.000Z' };
    const query = { org: 'acme', userId: 'ben', ...day, limit: 1 };
    const first = await bookings.listHost(query);
    expect(first).toMatchObject({ items: [{ id: 'bkg_10' }], next: expect.any(String) });
    const rest = await bookings.listHost({
      ...query,
      ...(first.next !== undefined && { cursor: first.next }),
    });
    expect(rest).toMatchObject({ items: [{ id: 'bkg_12' }] });
    expect(rest.next).toBeUndefined();
  });

  it('let one at a time write to an address, and only while nothing has changed', async () => {
    const { id } = series();
    await store().commit({ series: series(), agendas: [], at: AT });
    const told = [{ bookingId: 'bkg_1', person: 'guest:g', version: 0 }];
    const only = { series: { version: 1 }, told };
    expect(await store().putNotice(notice(), { ...only, series: { version: 2 } })).toBe(false);
    const twins = await Promise.all([store().putNotice(notice(), only), store().putNotice(notice(), only)]);
    expect(twins.toSorted()).toEqual([false, true]);
    expect(await store().notices('acme', id)).toEqual([notice()]);
    const notices = dynamoNotices(table());
    const to = { email: 'g@example.org', name: 'G', zone: 'UTC', locale: 'en' } as const;
    await notices.put({
      v: 1,
      org: 'acme',
      bookingId: 'bkg_1',
      person: 'guest:g',
      version: 1,
      to,
      sequence: 0,
    });
    expect(await store().putNotice(notice({ version: 2 }), only)).toBe(false);
    expect(await store().putNotice(notice({ version: 2 }))).toBe(true);
  });

  it('keep the links that a mail hands out', async () => {
    const link = { v: 1, org: 'acme', bookingId: 'bkg_1', guestId: 'gst_1', expiresAt: AT } as const;
    await store().putLinks([]);
    await store().putLinks([{ tokenHash: 'h', link }]);
    expect(await dynamoNotices(table()).link('h')).toEqual(link);
  });
});
