import { describe, expect, it } from 'vitest';
import { Availability } from '../../events/http/availability.ts';
import { calendarId, choose, shareCalendars } from '../support/calendars.ts';
import { clashes, dentist, listed, toldOfClashes } from '../support/conflicts.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { useHub } from '../support/hub.ts';
import { accountOf } from '../support/meeting.ts';
import { book, order } from '../support/order.ts';

const hub = useHub();
const LATE = ['2027-01-05T09:30:00Z', '2027-01-05T12:00:00Z'] as const;
const BUSY = [{ userId: 'ben', start: '2027-01-05T09:30:00.000Z', end: '2027-01-05T12:00:00.000Z' }];
const NOON = { start: '2027-01-05T12:30:00Z', end: '2027-01-05T13:00:00Z' };

const post = (over: Record<string, unknown>) =>
  hub().call('POST', '/v1/bookings', { user: 'ada', body: order(over) });
const patch = (id: string, body: Record<string, unknown>) =>
  hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ada', body });
const conflicting = () => listed(hub(), 'from=2027-01-04T00:00:00Z&conflicts=true');

describe('assigning somebody who is busy', { timeout: 60_000 }, () => {
  it('[SYNC-23] by booking them, putting them in another’s place or moving their meeting is refused with the times, and with nothing else of them', async () => {
    await connectGoogle(hub(), 'ben');
    const { id: dans } = await book(hub(), { hosts: ['dan'] }, { user: 'ada' });
    const { id: bens } = await book(hub(), NOON);
    await dentist(hub(), LATE);
    const { start, end } = order();
    for (const assign of [
      () => post({}),
      () => patch(dans, { hosts: ['ben'] }),
      () => patch(bens, { start, end }),
    ]) {
      const { status, body } = await assign();
      expect([status, body]).toEqual([409, expect.objectContaining({ code: 'host_busy', conflicts: BUSY })]);
      expect(JSON.stringify(body)).not.toContain('Dentist');
    }
  });

  it('[SYNC-23] is an admin’s to decide, and remembered with their name; a member may not', async () => {
    await connectGoogle(hub(), 'ben');
    await dentist(hub(), LATE);
    const mine = await hub().call('POST', '/v1/bookings', {
      user: 'ben',
      body: order({ allowConflicts: true }),
    });
    expect(mine).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    const { id } = await book(hub(), { hosts: ['dan'] }, { user: 'ada' });
    await hub().settle();
    expect(await patch(id, { hosts: ['ben'], allowConflicts: true })).toMatchObject({
      status: 200,
      body: { conflicts: BUSY },
    });
    await hub().settle();
    expect(await clashes(hub(), id)).toEqual(['ben 09:30-12:00']);
    expect(await toldOfClashes(hub(), id)).toEqual([
      'booking.changed: Ada Lindqvist changed the meeting (hosts). Ben Okafor has something else at this time: it was taken all the same.',
    ]);
  });

  it('[SYNC-23] a conflict that was allowed for one host stands in nobody’s way who joins, and stays shown', async () => {
    await connectGoogle(hub(), 'ben');
    await dentist(hub(), LATE);
    await book(hub(), { hosts: ['ben'], start: '2027-01-05T08:30:00Z', end: '2027-01-05T09:15:00Z' });
    const { id } = await book(hub(), { allowConflicts: true }, { user: 'ada' });
    const both = ['ben 08:30-09:15', 'ben 09:30-12:00'];
    expect(await clashes(hub(), id)).toEqual(both);
    expect((await patch(id, { hosts: ['ben', 'dan'] })).status).toBe(200);
    await hub().settle();
    expect(await clashes(hub(), id)).toEqual(both);
  });
});

describe('two bookings of ours', { timeout: 60_000 }, () => {
  it('[SYNC-23] never overlap, not even over one that was let in, unless the later one is let in as well; both show it until one goes', async () => {
    const { id: first } = await book(hub());
    const later = { start: '2027-01-05T09:30:00Z', end: '2027-01-05T10:30:00Z' };
    expect(await post(later)).toMatchObject({ status: 409, body: { code: 'slot_taken' } });
    const { id: second } = await book(hub(), { ...later, allowConflicts: true }, { user: 'ada' });
    expect(await post({ ...later, start: '2027-01-05T10:15:00Z' })).toMatchObject({
      status: 409,
      body: { code: 'slot_taken' },
    });
    await hub().settle();
    expect([await clashes(hub(), first), await clashes(hub(), second)]).toEqual([
      ['ben 09:30-10:30'],
      ['ben 09:00-10:00'],
    ]);
    expect(await patch(second, NOON)).toMatchObject({ status: 200, body: { conflicts: [] } });
    await hub().settle();
    expect(await conflicting()).toEqual([]);
    expect(await patch(second, later)).toMatchObject({ status: 409, body: { code: 'slot_taken' } });
    expect((await patch(second, { ...later, allowConflicts: true })).status).toBe(200);
    await hub().settle();
    expect(await conflicting()).toEqual([first, second]);
    await hub().call('POST', `/v1/bookings/${first}/cancel`, { user: 'ada' });
    await hub().settle();
    expect(await conflicting()).toEqual([]);
  });

  it('[SYNC-23] that are let in at the same moment both show it', async () => {
    const made = await Promise.all(
      [0, 1, 2].map(() => book(hub(), { allowConflicts: true }, { user: 'ada' })),
    );
    await hub().settle();
    for (const { id } of made) expect(await clashes(hub(), id)).toEqual(['ben 09:00-10:00']);
  });

  it('[SYNC-22] the other one is looked at even where the message that asks for it is lost', async () => {
    const { id: first } = await book(hub());
    await hub().settle();
    hub().aws.queueServer.faults.add({ kind: 'drop', skip: 0, times: 3 });
    await book(hub(), { allowConflicts: true }, { user: 'ada' });
    hub().aws.queueServer.faults.clear();
    await hub().settle();
    expect(await clashes(hub(), first)).toEqual([]);
    await hub().advance('PT3M');
    expect(await clashes(hub(), first)).toEqual(['ben 09:00-10:00']);
  });
});

describe('availability for planners', { timeout: 60_000 }, () => {
  const ask = async (window: string) => {
    const path = `/v1/availability?users=ben,dan&detail=events&zone=Europe/Prague&${window}`;
    return (await hub().ask(Availability, 'GET', path, { user: 'ada' })).items;
  };

  it('[SYNC-15] says who is synced, and tells conflicts in the zone of the event, also where its clocks change', async () => {
    await connectGoogle(hub(), 'ben');
    await dentist(hub(), ['2027-03-28T00:30:00Z', '2027-03-28T01:30:00Z']);
    await dentist(hub(), ['2027-10-31T00:30:00Z', '2027-10-31T01:30:00Z']);
    await book(
      hub(),
      { hosts: ['dan'], start: '2027-03-28T00:15:00Z', end: '2027-03-28T01:15:00Z' },
      { user: 'ada' },
    );
    const spring = [{ start: '2027-03-28T01:30:00.000+01:00', end: '2027-03-28T03:30:00.000+02:00' }];
    const [ben, dan] = await ask('from=2027-03-27T00:00:00Z&to=2027-03-30T00:00:00Z');
    expect(ben).toMatchObject({ syncEnabled: true, known: true, busy: spring });
    expect(ben?.events).toEqual([{ ...spring[0], title: 'Dentist', source: 'external' }]);
    expect(dan).toMatchObject({
      syncEnabled: false,
      busy: [{ start: '2027-03-28T01:15:00.000+01:00', end: '2027-03-28T03:15:00.000+02:00' }],
    });
    // The same hour on the clock twice: only the offset tells which.
    const [inAutumn] = await ask('from=2027-10-30T00:00:00Z&to=2027-11-02T00:00:00Z');
    const autumn = [{ start: '2027-10-31T02:30:00.000+02:00', end: '2027-10-31T02:30:00.000+01:00' }];
    expect(inAutumn?.busy).toEqual(autumn);
    expect(inAutumn?.events).toMatchObject(autumn);
  });

  it('[SYNC-15] a whole day is that of its calendar, and longer or shorter where the clocks change', async () => {
    await shareCalendars(hub(), accountOf('ben'), [{ name: 'Team', zone: 'Europe/Prague' }]);
    await connectGoogle(hub(), 'ben');
    await choose(hub(), 'Team', { busy: true });
    const google = await hub().google.as(accountOf('ben'));
    const event = { summary: 'Fair', start: { date: '2027-03-28' }, end: { date: '2027-03-29' } };
    await google('POST', `/calendar/v3/calendars/${encodeURIComponent(calendarId('Team'))}/events`, event);
    await hub().settle();
    const day = [{ start: '2027-03-28T00:00:00.000+01:00', end: '2027-03-29T00:00:00.000+02:00' }];
    const [ben] = await ask('from=2027-03-27T00:00:00Z&to=2027-03-30T00:00:00Z');
    expect(ben?.events).toMatchObject(day);
    expect(ben?.busy).toEqual(day);
  });
});
