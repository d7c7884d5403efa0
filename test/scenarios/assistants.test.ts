import { describe, expect, it } from 'vitest';
import { useHub } from '../support/hub.ts';
import { callsSince, liveEvents, meeting, readBooking } from '../support/meeting.ts';
import { order, Problem } from '../support/order.ts';
import { storedItems } from '../support/stored-items.ts';

const hub = useHub();
const LATER = { start: '2027-01-07T10:00:00Z', end: '2027-01-07T11:00:00Z' };
const calls = async () => (await hub().google.state()).calls.length;

describe('an assistant', () => {
  it.each<[what: string, method: string, path: (id: string) => string, body: object]>([
    ['book for the person they assist', 'POST', () => '/v1/bookings', order(LATER)],
    ['book for themselves', 'POST', () => '/v1/bookings', order({ hosts: ['eve'], ...LATER })],
    ['move a meeting', 'PATCH', (id) => `/v1/bookings/${id}`, LATER],
    ['rename a meeting', 'PATCH', (id) => `/v1/bookings/${id}`, { title: 'By the assistant' }],
    ['cancel a meeting', 'POST', (id) => `/v1/bookings/${id}/cancel`, {}],
  ])('[MEET-19] may not %s: 403, nothing is asked of Google, nothing changes', async (...row) => {
    const [, method, path, body] = row;
    const { id } = await meeting(hub());
    // The booking itself still has its link looked after for a minute.
    await hub().advance('PT1M');
    const [before, events, stored] = [
      await readBooking(hub(), id),
      await liveEvents(hub(), 'ben'),
      await storedItems(hub(), 'HISTORY#acme#bkg'),
    ];
    const mark = await calls();
    const answer = await hub().call(method, path(id), { user: 'eve', body });
    expect([answer.status, Problem.parse(answer.body).code]).toEqual([403, 'forbidden']);
    await hub().settle();
    await hub().advance('PT5M');
    expect(await callsSince(hub(), mark)).toEqual([]);
    expect(await readBooking(hub(), id)).toEqual(before);
    expect(await liveEvents(hub(), 'ben')).toEqual(events);
    expect(await storedItems(hub(), 'HISTORY#acme#bkg')).toEqual(stored);
    expect(await hub().inbox.all()).toEqual([]);
  });

  it('[MEET-19] reads what they assist with', async () => {
    const { id } = await meeting(hub());
    const read = async (path: string) => (await hub().call('GET', path, { user: 'eve' })).status;
    const window = 'from=2027-01-05T00:00:00Z&to=2027-01-06T00:00:00Z';
    expect([
      await read(`/v1/bookings/${id}`),
      await read(`/v1/bookings/${id}/timeline`),
      await read(`/v1/bookings?${window}`),
      await read(`/v1/availability?users=ben&${window}`),
    ]).toEqual([200, 200, 200, 200]);
    expect(await liveEvents(hub(), 'ben')).toHaveLength(1);
  });
});
