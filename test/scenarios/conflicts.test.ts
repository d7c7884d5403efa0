import { describe, expect, it } from 'vitest';
import { AdminEvents } from '../../events/http/admin-events.ts';
import { clashes, dentist, listed, loggedOf, toldOfClashes } from '../support/conflicts.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { connectOutlook } from '../support/connect-outlook.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { inGoogle, readBooking } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { inOutlook } from '../support/outlook.ts';
import { hourAt } from '../support/outlook-calendar.ts';

const hub = useHub();
const HALF_PAST_NINE = ['2027-01-05T09:30:00Z', '2027-01-05T12:00:00Z'] as const;
const WEEK = 'from=2027-01-04T00:00:00Z&to=2027-01-11T00:00:00Z';

/** Ben is booked on Tuesday from nine to ten (UTC), and his calendar has it. */
const booked = async (over: Record<string, unknown> = {}): Promise<string> => {
  await connectGoogle(hub(), 'ben');
  const { id } = await book(hub(), over);
  await hub().settle();
  return id;
};
const patch = (id: string, body: Record<string, unknown>) =>
  hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ada', body });

describe('a clash that arises after a booking was made', { timeout: 60_000 }, () => {
  it('[SYNC-22] shows on the booking and in the list as soon as the calendar has told of it, with nothing but its time', async () => {
    const id = await booked();
    const { id: other } = await book(hub(), { start: '2027-01-05T13:00:00Z', end: '2027-01-05T14:00:00Z' });
    await hub().settle();
    const before = await hub().call('GET', `/v1/bookings/${id}`, { user: 'ben' });
    await hub().advance('PT1M');
    hub().inbox.clear();
    await dentist(hub(), HALF_PAST_NINE);
    const path = `/v1/bookings/${id}`;
    const after = await hub().call('GET', path, {
      user: 'ben',
      headers: { 'if-none-match': before.headers.etag ?? '' },
    });
    expect([after.status, after.body]).toEqual([
      200,
      expect.objectContaining({
        revision: 1,
        conflicts: [{ userId: 'ben', start: '2027-01-05T09:30:00.000Z', end: '2027-01-05T12:00:00.000Z' }],
      }),
    ]);
    expect(JSON.stringify(after.body)).not.toContain('Dentist');
    expect(await listed(hub(), `${WEEK}&conflicts=true`)).toEqual([id]);
    expect(await listed(hub(), `${WEEK}&conflicts=false`)).toEqual([other]);
    expect(await listed(hub(), `${WEEK}&updatedAfter=2027-01-04T09:00:30Z`)).toEqual([id]);
    expect(await toldOfClashes(hub(), id)).toEqual([
      'booking.conflict_found: Ben Okafor has something else at this time.',
    ]);
    expect(await loggedOf(hub(), id)).toEqual(['booking.created', 'booking.conflict_found']);
    await hub().advance('PT1H');
    expect(await hub().inbox.all()).toEqual([]);
    expect(hub().logs().join('\n')).not.toContain('Dentist');
    expect(await endFaults(hub())).toEqual([]);
  });

  it('[SYNC-22] refuses nobody who has seen the booking before: it is no edit', async () => {
    const id = await booked();
    const { headers } = await hub().call('GET', `/v1/bookings/${id}`, { user: 'ben' });
    await dentist(hub(), HALF_PAST_NINE);
    const change = await hub().call('PATCH', `/v1/bookings/${id}`, {
      user: 'ben',
      body: { title: 'Second call' },
      headers: { 'if-match': headers.etag ?? '' },
    });
    expect(change).toMatchObject({ status: 200, body: { conflicts: [{ userId: 'ben' }], revision: 2 } });
  });

  it('[SYNC-22] goes when its event is deleted, moved or made free time, and when the booking moves, is given to another host or is cancelled', async () => {
    const id = await booked();
    const ben = await inGoogle(hub(), 'ben');
    const acts: ((eventId: string) => Promise<unknown>)[] = [
      (eventId) => ben.remove(eventId),
      (eventId) => ben.move(eventId, '2027-01-06T09:00:00Z', '2027-01-06T10:00:00Z'),
      (eventId) => ben.edit(eventId, { transparency: 'transparent' }),
      () => patch(id, { start: '2027-01-06T12:00:00Z', end: '2027-01-06T13:00:00Z' }),
      () => patch(id, { start: '2027-01-05T09:00:00Z', end: '2027-01-05T10:00:00Z', allowConflicts: true }),
      () => patch(id, { hosts: ['dan'] }),
      () => patch(id, { hosts: ['ben'], allowConflicts: true }),
      () => hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben' }),
    ];
    const seen: number[] = [];
    for (const [index, act] of acts.entries()) {
      const eventId = index < 4 ? await dentist(hub(), HALF_PAST_NINE) : '';
      if (index < 4) seen.push((await clashes(hub(), id)).length);
      await act(eventId);
      await hub().settle();
      seen.push((await listed(hub(), `${WEEK}&conflicts=true`)).length);
    }
    expect(seen).toEqual([1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0]);
    expect((await toldOfClashes(hub(), id)).slice(0, 2).toSorted()).toEqual([
      'booking.conflict_found: Ben Okafor has something else at this time.',
      'booking.conflict_gone: Something else that Ben Okafor had at this time is gone.',
    ]);
  });

  it('[SYNC-22] is there after a host has moved the booking in their calendar, for each host of it', async () => {
    await connectGoogle(hub(), 'chloe');
    const id = await booked({ hosts: ['ben', 'chloe'] });
    await dentist(hub(), ['2027-01-05T14:30:00Z', '2027-01-05T15:30:00Z'], 'chloe');
    await dentist(hub(), ['2027-01-05T13:30:00Z', '2027-01-05T14:30:00Z']);
    const { hosts } = await readBooking(hub(), id);
    const ben = await inGoogle(hub(), 'ben');
    await ben.move(hosts[0]?.calendar.eventId ?? '', '2027-01-05T14:00:00Z', '2027-01-05T15:00:00Z');
    await hub().settle();
    await hub().advance('PT1S');
    expect(await clashes(hub(), id)).toEqual(['ben 13:30-14:30', 'chloe 14:30-15:30']);
  });

  it('[SYNC-22] is an event that lasts all day, and another one in Outlook, but never an event of ours', async () => {
    const id = await booked();
    await connectOutlook(hub(), 'chloe');
    const { id: chloes } = await book(
      hub(),
      { hosts: ['chloe'], location: { kind: 'teams' } },
      { user: 'ada' },
    );
    await hub().settle();
    expect([await clashes(hub(), id), await clashes(hub(), chloes)]).toEqual([[], []]);
    await dentist(hub(), ['2027-01-05', '2027-01-06']);
    const outlook = await inOutlook(hub(), 'chloe');
    await outlook.add({ subject: 'Dentist', ...hourAt('2027-01-05', 9) });
    await hub().settle();
    expect(await clashes(hub(), id)).toEqual(['ben 00:00-00:00']);
    expect(await clashes(hub(), chloes)).toEqual(['chloe 09:00-10:00']);
  });

  it('[SYNC-22] is told once, however often its event changes otherwise', async () => {
    const id = await booked();
    const eventId = await dentist(hub(), HALF_PAST_NINE);
    const { headers } = await hub().call('GET', `/v1/bookings/${id}`, { user: 'ben' });
    await (await inGoogle(hub(), 'ben')).edit(eventId, { summary: 'The other dentist' });
    await hub().advance('PT2H');
    expect((await hub().call('GET', `/v1/bookings/${id}`, { user: 'ben' })).headers.etag).toBe(headers.etag);
    const types = await hub().ask(AdminEvents, 'GET', '/v1/admin/events?type=booking.conflict_found', {
      user: 'ada',
    });
    expect(types.items).toMatchObject([{ data: { bookingId: id, revision: 1, clashing: ['ben'] } }]);
  });
});
