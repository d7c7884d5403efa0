import { describe, expect, it } from 'vitest';
import { Availability } from '../../events/http/availability.ts';
import { addTo, choose, listCalendars, shareCalendars } from '../support/calendars.ts';
import { clashes, dentist, listed, loggedOf } from '../support/conflicts.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { deliverTwice } from '../support/deliver-twice.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { type Death, killAt, noMoreDeaths } from '../support/kill-step.ts';
import { accountOf, inGoogle } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { newBookingId, seedBookings, storesOf } from '../support/seed-bookings.ts';

const hub = useHub();
const BEN = accountOf('ben');
const LATE = ['2027-01-05T09:30:00Z', '2027-01-05T12:00:00Z'] as const;
const CLASH = ['ben 09:30-12:00'];
const GOOGLE = '/v1/me/integrations/google_calendar';

const booked = async (): Promise<string> => {
  const { id } = await book(hub());
  await hub().settle();
  return id;
};

describe('what nobody knows is no conflict', { timeout: 60_000 }, () => {
  it('[SYNC-22] one in another calendar comes when that is ticked, and goes when it is unticked', async () => {
    await shareCalendars(hub(), BEN, [{ name: 'Team' }]);
    await connectGoogle(hub(), 'ben');
    const id = await booked();
    await addTo(hub(), 'Team', LATE);
    expect(await clashes(hub(), id)).toEqual([]);
    await choose(hub(), 'Team', { busy: true });
    expect(await clashes(hub(), id)).toEqual(CLASH);
    await choose(hub(), 'Team', { busy: false });
    expect(await clashes(hub(), id)).toEqual([]);
  });

  it.each([
    ['disconnects', () => hub().call('DELETE', `${GOOGLE}?bookings=release`, { user: 'ben' })],
    ['takes the access away at Google', () => hub().google.revoke(BEN)],
  ])('[SYNC-22] it goes when its host %s', async (_, leave) => {
    await connectGoogle(hub(), 'ben');
    const id = await booked();
    await dentist(hub(), LATE);
    expect(await clashes(hub(), id)).toEqual(CLASH);
    await leave();
    await hub().advance('PT2H');
    expect(await clashes(hub(), id)).toEqual([]);
    expect(await endFaults(hub())).toEqual([]);
  });

  it('[SYNC-22] it comes with a calendar that is connected later, and is counted once where two accounts show it', async () => {
    await hub().call('PUT', '/v1/admin/settings', { user: 'ada', body: { accountsPerPlatform: 2 } });
    const id = await booked();
    const team = { name: 'Team' };
    await shareCalendars(hub(), BEN, [team]);
    await shareCalendars(hub(), 'home@gmail.example', [team]);
    await connectGoogle(hub(), 'ben');
    await addTo(hub(), 'Team', LATE);
    await dentist(hub(), ['2027-01-05T08:00:00Z', '2027-01-05T09:15:00Z']);
    await connectGoogle(hub(), 'ben', { email: 'home@gmail.example' });
    const teams = (await listCalendars(hub())).filter(({ name }) => name === 'Team');
    for (const each of teams)
      await hub().call('PATCH', `/v1/me/calendars/${each.id}`, { user: 'ben', body: { busy: true } });
    await hub().settle();
    expect(teams).toHaveLength(2);
    expect(await clashes(hub(), id)).toEqual(['ben 08:00-09:15', ...CLASH]);
    const day = 'from=2027-01-05T00:00:00Z&to=2027-01-06T00:00:00Z';
    const path = `/v1/availability?users=ben&detail=events&exclude=${id}&${day}`;
    const { items } = await hub().ask(Availability, 'GET', path, { user: 'ada' });
    expect(items[0]?.events?.map(({ title }) => title)).toEqual(['Dentist', 'Lunch']);
  });

  it('[SYNC-22] what came while nothing could be read is found by the next full read', async () => {
    await connectGoogle(hub(), 'ben');
    const id = await booked();
    await hub().google.webhooks({ mode: 'drop' });
    await hub().google.fault({ match: { path: 'syncToken' }, status: 410, times: 1 });
    await dentist(hub(), LATE);
    await hub().advance('PT2H');
    expect(await clashes(hub(), id)).toEqual(CLASH);
  });
});

describe('a booking that did not see what was just imported, and was not seen', { timeout: 60_000 }, () => {
  it('[SYNC-22] shows the clash when its event comes back from the calendar', async () => {
    await connectGoogle(hub(), 'ben');
    await dentist(hub(), LATE);
    const stores = storesOf(hub());
    await seedBookings(hub(), stores, 'ben', [
      { id: newBookingId(), start: '2027-01-05T09:00:00.000Z', end: '2027-01-05T10:00:00.000Z' },
    ]);
    stores.close();
    expect(await listed(hub(), 'from=2027-01-04T00:00:00Z&conflicts=true')).toEqual([]);
    await hub().call('POST', `${GOOGLE}/sync`, { user: 'ben' });
    await hub().settle();
    const [id = ''] = await listed(hub(), 'from=2027-01-04T00:00:00Z&conflicts=true');
    expect(await clashes(hub(), id)).toEqual(CLASH);
  });
});

/** A message that dies is delivered again; what is lost altogether, the clock brings. */
const recover = async (): Promise<void> => {
  await hub().settle();
  await hub().advance('PT3M');
  await noMoreDeaths(hub());
  await hub().advance('PT10M');
};

/** Around the announcement, the rows and the judgement: before that and after it the message is as any other of its kind. */
const DEATHS: Death[] = [
  { at: 'tables', kind: 'cut', skip: 4 },
  { at: 'tables', kind: 'drop', skip: 5 },
  { at: 'tables', kind: 'cut', skip: 10 },
  { at: 'queues', kind: 'drop', skip: 1 },
];

describe('the hub dies at one step and goes on', { timeout: 60_000 }, () => {
  it.each(DEATHS)(
    '[SYNC-22] $kind at call $skip to $at leaves a clash shown, and then gone',
    async (death) => {
      await connectGoogle(hub(), 'ben');
      const id = await booked();
      await killAt(hub(), death);
      const eventId = await dentist(hub(), LATE);
      await recover();
      expect(await clashes(hub(), id)).toEqual(CLASH);
      await killAt(hub(), death);
      await (await inGoogle(hub(), 'ben')).remove(eventId);
      await recover();
      expect(await listed(hub(), 'from=2027-01-04T00:00:00Z&conflicts=true')).toEqual([]);
      expect(await endFaults(hub())).toEqual([]);
    },
  );

  it('[SYNC-22] every message delivered twice tells of each clash once', async () => {
    const end = deliverTwice(hub());
    await connectGoogle(hub(), 'ben');
    const id = await booked();
    const eventId = await dentist(hub(), LATE);
    await (await inGoogle(hub(), 'ben')).remove(eventId);
    await hub().settle();
    end();
    expect(await loggedOf(hub(), id)).toEqual([
      'booking.created',
      'booking.conflict_found',
      'booking.conflict_gone',
    ]);
  });
});
