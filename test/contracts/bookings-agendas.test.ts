import { type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Agenda } from '../../events/stored/agenda.ts';
import type { Booking } from '../../events/stored/booking.ts';
import example from '../../events/stored/series.example.json' with { type: 'json' };
import { Series } from '../../events/stored/series.ts';
import type { Bookings } from '../../shared/ports/bookings.ts';
import { dynamoBookings } from '../../shared/store/bookings.ts';
import { keys } from '../../shared/store/keys.ts';
import { dynamoSeries } from '../../shared/store/series.ts';
import { AT, aBooking, anEntry } from '../support/a-booking.ts';
import { scratchTables, TABLE } from '../support/scratch-tables.ts';

const MONTH = { start: '2027-01-05T00:00:00.000Z', end: '2027-01-06T00:00:00.000Z' };
const nth = (index: number): string => `bkg_${String(index).padStart(4, '0')}`;
const minute = (index: number): string =>
  new Date(Date.parse('2027-01-04T00:00:00.000Z') + index * 60_000).toISOString();
const entries = (count: number, status: 'confirmed' | 'cancelled'): Agenda['bookings'] =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      nth(index),
      { start: minute(index), end: minute(index + 1), status },
    ]),
  );
const cancelled = (over: Partial<Booking> = {}): Partial<Booking> => ({
  status: 'cancelled',
  cancelled: { at: AT, by: 'system' },
  ...over,
});
/** What a guest has held and not confirmed. */
const HELD = { status: 'draft', hold: { until: '2027-01-04T09:15:00.000Z' } } as const;

describe('the agenda of a host', () => {
  let scratch: Awaited<ReturnType<typeof scratchTables>>;
  let client: DynamoDBDocumentClient;
  let bookings: Bookings;

  beforeAll(async () => {
    scratch = await scratchTables();
    ({ client } = scratch);
    bookings = dynamoBookings({ client, name: TABLE });
  });
  beforeEach(() => scratch.tables.reset());
  afterAll(() => scratch.close());

  const agenda = async (): Promise<Agenda> => {
    const [found] = await bookings.agendas('acme', ['ben'], MONTH.start, MONTH.end);
    if (!found) throw new Error('agendas are never missing');
    return found;
  };
  const seed = (held: Agenda['bookings']) =>
    client.send(
      new PutCommand({
        TableName: TABLE,
        Item: {
          ...keys.agenda('acme', 'ben', '2027-01'),
          ...{ v: 1, org: 'acme', userId: 'ben', month: '2027-01', version: 1, bookings: held },
        },
      }),
    );
  /** As whoever books, moves or cancels does it. */
  const write = async (id: string, over: Partial<Booking>, judged: readonly Agenda[] = []) => {
    const before = await bookings.read('acme', id);
    const { version: _, ...as } = before ?? aBooking({ id });
    return bookings.commit({
      before,
      after: aBooking({ ...as, ...over }),
      judged,
      at: AT,
      trace: 'trace-1',
    });
  };
  const cancelledIn = ({ bookings: all }: Agenda): number =>
    Object.values(all).filter(({ status }) => status === 'cancelled').length;

  it('forgets a slot that was held and let go, and no meeting that was cancelled', async () => {
    for (const id of ['bkg_held', 'bkg_kept']) await write(id, HELD);
    await write('bkg_held', cancelled());
    await write('bkg_kept', { status: 'confirmed', calendars: { ben: anEntry() } });
    await write('bkg_kept', cancelled());
    await write('bkg_plain', {});
    await write('bkg_plain', cancelled());
    expect(Object.keys((await agenda()).bookings).toSorted()).toEqual(['bkg_kept', 'bkg_plain']);
    // What is noted of it later does not bring it back.
    await write('bkg_held', { noticesOwed: true });
    expect((await agenda()).bookings).not.toHaveProperty('bkg_held');
    expect((await bookings.read('acme', 'bkg_held'))?.status).toBe('cancelled');
  });

  it('has place for the last 300 cancelled bookings, and shrinks to that with every write of it', async () => {
    await seed(entries(520, 'cancelled'));
    await write('bkg_new', {}, [await agenda()]);
    expect(cancelledIn(await agenda())).toBe(420);
    await write('bkg_new', { title: 'Other', start: minute(2_000), end: minute(2_030) });
    await write('bkg_new', { start: minute(2_010), end: minute(2_040) });
    const last = await agenda();
    expect([cancelledIn(last), last.version]).toEqual([300, 4]);
    expect(last.bookings).toHaveProperty('bkg_new');
    expect(last.bookings).toHaveProperty(nth(519));
    expect(last.bookings).not.toHaveProperty(nth(219));
  });

  it('keeps a cancelled booking as long as an event or a meeting of it is not gone', async () => {
    await write(nth(0), cancelled({ calendars: { ben: anEntry({ state: 'parked', owed: 2 }) } }));
    await write(nth(1), cancelled({ calendars: { ben: anEntry({ state: 'removed' }) } }));
    await seed(entries(303, 'cancelled'));
    await write('bkg_new', {});
    const { bookings: left } = await agenda();
    expect(left).toHaveProperty(nth(0));
    expect(left).not.toHaveProperty(nth(1));
    const after = { ben: anEntry({ state: 'removed' }) };
    await write(nth(0), { calendars: after });
    await write('bkg_new', { start: minute(2_010), end: minute(2_040) });
    expect((await agenda()).bookings).not.toHaveProperty(nth(0));
  });

  it('says so when it is full of meetings that stand, and lets go of what is in it', async () => {
    await write(nth(0), { start: minute(0), end: minute(1) });
    await seed(entries(3_000, 'confirmed'));
    const full = { code: 'slot_taken', detail: expect.stringContaining('another month') };
    await expect(write('bkg_new', {})).rejects.toMatchObject(full);
    const series = Series.parse({ ...example, version: 1 });
    const change = { agenda: await agenda(), set: entries(3_001, 'confirmed'), remove: [] };
    await expect(
      dynamoSeries({ client, name: TABLE }).commit({ series, agendas: [change], at: AT }),
    ).rejects.toMatchObject(full);
    expect(await write(nth(0), cancelled())).toMatchObject({ outcome: 'committed' });
    expect((await agenda()).bookings[nth(0)]?.status).toBe('cancelled');
    const later = { start: '2027-02-05T10:00:00.000Z', end: '2027-02-05T11:00:00.000Z' };
    expect(await write('bkg_new', later)).toMatchObject({ outcome: 'committed' });
  });
});
