import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type AdminEvent, AdminEvents } from '../../events/http/admin-events.ts';
import { processClock } from '../../infra/local/clock.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { useHub } from '../support/hub.ts';
import { insist } from '../support/kill-step.ts';
import { book, order, Problem } from '../support/order.ts';

const hub = useHub();
const DAY_MS = 24 * 3_600_000;
const PATH = '/v1/admin/events';
const Made = z.looseObject({ id: z.string() });
const read = (query = '', user = 'ada') => hub().ask(AdminEvents, 'GET', `${PATH}${query}`, { user });
/** The last event of a hub that has just been set up. */
const mark = async () => `after=${(await read('?limit=100')).items.at(-1)?.id}`;
const refusal = async (query: string, user = 'ada') => {
  const { status, body } = await hub().call('GET', `${PATH}${query}`, { user });
  const { code, expired } = Problem.parse(body);
  return { status, code, expired };
};
const types = ({ items }: AdminEvents) => items.map(({ type }) => type);
const at = (index: number) => ({
  start: new Date(Date.UTC(2027, 1, 1, index)).toISOString(),
  end: new Date(Date.UTC(2027, 1, 1, index + 1)).toISOString(),
});

/** As an integration does: again and again from the last id, until nothing comes and nothing more is to happen. */
const follow = async (limit: number, from: string, isQuiet = () => true): Promise<AdminEvent[]> => {
  const seen: AdminEvent[] = [];
  for (;;) {
    const last = seen.at(-1);
    const isLast = isQuiet();
    const { items } = await read(`?limit=${limit}&${last ? `after=${last.id}` : from}`);
    if (isLast && items.length === 0) return seen;
    seen.push(...items);
  }
};

/** In a month of its own but for few: how a host's agenda is contended for is no matter of this log. */
const bookOnce = async (index: number): Promise<string> => {
  const user = ['ben', 'chloe', 'dan'][index % 3];
  const start = Date.UTC(2027, 1 + (index % 10), 1, index);
  const body = order({
    hosts: [user],
    start: new Date(start).toISOString(),
    end: new Date(start + 3_600_000).toISOString(),
  });
  const headers = { 'idempotency-key': `booking ${index}` };
  let id = '';
  await insist(async () => {
    const { status, body: said } = await hub().call('POST', '/v1/bookings', { user, headers, body });
    id = Made.catch({ id: '' }).parse(said).id;
    return { status };
  });
  return id;
};

describe('the events of an org', { timeout: 60_000 }, () => {
  it('are all of its transitions in order: ids, never content', async () => {
    const setUp = await mark();
    await connectGoogle(hub(), 'ben');
    const { id } = await book(hub(), {
      title: 'CANARY',
      guests: [{ email: 'canary@example.org', name: 'CANARY' }],
    });
    await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: { title: 'CANARY too' } });
    await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: {} });
    await hub().settle();
    const page = await read(`?${setUp}`);
    expect(types(page)).toEqual([
      'connection.connected',
      'booking.created',
      'booking.changed',
      'booking.cancelled',
    ]);
    expect(page.items[2]).toEqual({
      id: expect.stringMatching(/^evt_[a-z2-7]{26}\.\d+$/u),
      type: 'booking.changed',
      at: '2027-01-04T09:00:00.000Z',
      org: 'acme',
      data: { bookingId: id, revision: 2, changed: ['title'] },
      actor: { kind: 'user', id: 'ben' },
      requestId: expect.any(String),
    });
    expect(page.items[0]?.data).toEqual({ connectionId: expect.stringMatching(/^con_/u), userId: 'ben' });
    expect(JSON.stringify(page)).not.toMatch(/canary|@/iu);
  });

  it('reach a poller once each, while fifty bookings are made at once', async () => {
    const setUp = await mark();
    let isBooked = false;
    const booking = Promise.all(Array.from({ length: 50 }, (_, index) => bookOnce(index))).finally(() => {
      isBooked = true;
    });
    const [ids, seen] = await Promise.all([booking, follow(7, setUp, () => isBooked)]);
    expect(seen.map(({ data }) => data.bookingId).toSorted()).toEqual(ids.toSorted());
    expect(new Set(seen.map(({ id }) => id)).size).toBe(50);
    expect(await follow(13, setUp)).toEqual(seen);
    expect(await read(`?after=${seen.at(-1)?.id}`)).toEqual({ items: [] });
  });

  it('come in pages without gaps or repeats while new ones arrive', async () => {
    const setUp = await mark();
    for (let index = 0; index < 5; index += 1) await book(hub(), at(index));
    const first = await read(`?limit=3&${setUp}`);
    await book(hub(), at(9));
    const second = await read(`?limit=3&cursor=${first.next}`);
    expect([...first.items, ...second.items]).toEqual((await read(`?${setUp}`)).items);
    expect(second.next).toBeUndefined();
  });

  it('can be asked for by type, one page after the other', async () => {
    const { id } = await book(hub());
    await book(hub(), at(1));
    await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: {} });
    const first = await read('?type=booking.created&limit=1');
    const second = await read(`?type=booking.created&limit=1&cursor=${first.next}`);
    expect([types(first), types(second), second.next]).toEqual([
      ['booking.created'],
      ['booking.created'],
      undefined,
    ]);
    expect(types(await read('?type=booking.cancelled'))).toEqual(['booking.cancelled']);
  });

  it('are for admins, and of their own org', async () => {
    await book(hub());
    const [event] = (await read()).items;
    expect([...new Set((await read('', 'gus')).items.map(({ org }) => org))]).toEqual(['globex']);
    expect(types(await read('?type=booking.created', 'gus'))).toEqual([]);
    expect(await refusal(`?after=${event?.id}`, 'gus')).toMatchObject({
      status: 400,
      code: 'invalid_cursor',
    });
    for (const user of ['ben', 'eve'])
      expect(await refusal('', user)).toMatchObject({ status: 403, code: 'forbidden' });
  });

  it.each([
    ['after=evt_unknown', 400, 'invalid_cursor'],
    ['after=evt_aaaaaaaaaaaaaaaaaaaaaaaaaa.1', 400, 'invalid_cursor'],
    ['after=evt_aaaaaaaaaaaaaaaaaaaaaaaaaa.77', 400, 'invalid_cursor'],
    ['cursor=nonsense', 400, 'invalid_cursor'],
    ['type=booking.forgotten', 422, 'invalid_request'],
    ['after=evt_a.1&cursor=WyJldmVudHMiLCIxIl0', 422, 'invalid_request'],
    ['limit=101', 422, 'invalid_request'],
    ['since=2027', 422, 'invalid_request'],
  ])('refuses %s', async (query, status, code) => {
    await book(hub());
    await read();
    expect(await refusal(`?${query}`)).toEqual({ status, code });
  });

  it('are gone after 30 days, and an old place in them is told from an unknown one', async () => {
    await book(hub());
    const old = (await read()).items.at(-1);
    processClock.advance(29 * DAY_MS);
    expect(types(await read(`?after=${old?.id}`))).toEqual([]);
    processClock.advance(2 * DAY_MS);
    await book(hub(), { start: '2027-03-01T09:00:00Z', end: '2027-03-01T10:00:00Z' });
    expect(types(await read())).toEqual(['booking.created']);
    expect((await read()).items[0]?.id).not.toBe(old?.id);
    expect(await refusal(`?after=${old?.id}`)).toEqual({
      status: 400,
      code: 'invalid_cursor',
      expired: true,
    });
  });
});
