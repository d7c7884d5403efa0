import { describe, expect, it } from 'vitest';
import { Availability } from '../../events/http/availability.ts';
import { Card } from '../../events/http/integrations.ts';
import { calendarId, choose, shareCalendars } from '../support/calendars.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { accountOf, GINA, inGoogle, readBooking, told } from '../support/meeting.ts';
import { book } from '../support/order.ts';

const hub = useHub();
const CLUB = calendarId('Club');
const CARD = '/v1/me/integrations/google_calendar';
const DAY = '/v1/availability?users=ben&from=2027-01-05T00:00:00Z&to=2027-01-06T00:00:00Z';

/** Ben has a second calendar that blocks time, and a meeting in his main one. */
const booked = async () => {
  await shareCalendars(hub(), accountOf('ben'), [{ name: 'Club' }]);
  await connectGoogle(hub(), 'ben');
  const { id } = await book(hub(), { guests: [GINA] });
  await hub().settle();
  await hub().advance('PT30S');
  hub().inbox.clear();
  return { id, eventId: (await readBooking(hub(), id)).hosts[0]?.calendar.eventId ?? '' };
};

const HOME = 'home@gmail.example';
const FAMILY = calendarId('Family');

/** A second account whose calendar for the family the first one may write to, without having it in what is read. */
const withHome = async () => {
  await hub().call('PUT', '/v1/admin/settings', { user: 'ada', body: { accountsPerPlatform: 2 } });
  const made = await booked();
  await shareCalendars(hub(), HOME, [{ name: 'Family' }]);
  await connectGoogle(hub(), 'ben', { email: HOME });
  await hub().advance('PT1M');
  await choose(hub(), 'Family', { busy: true });
  await shareCalendars(hub(), accountOf('ben'), [{ name: 'Family', role: 'writer' }]);
  hub().inbox.clear();
  return made;
};

const move = async (eventId: string, from: string, to: string): Promise<void> => {
  const call = await hub().google.as(accountOf('ben'));
  const [source, destination] = [from, to].map(encodeURIComponent);
  await call('POST', `/calendar/v3/calendars/${source}/events/${eventId}/move?destination=${destination}`);
};

const followed = async (): Promise<void> => {
  await hub().settle();
  await hub().advance('PT2M');
};

const eventIn = async (calendar: string) =>
  (await hub().google.state()).events.find(
    (each) => each.calendar === calendar && each.status !== 'cancelled',
  );

const busy = async (): Promise<number> =>
  (await hub().ask(Availability, 'GET', DAY, { user: 'chloe' })).items[0]?.busy.length ?? 0;

describe('an event that its owner moves to another of their calendars', { timeout: 60_000 }, () => {
  it('[DOM-04] keeps its booking, which follows it there and goes on from there', async () => {
    const { id, eventId } = await booked();
    await choose(hub(), 'Club', { busy: true });
    await move(eventId, 'primary', CLUB);
    await followed();
    expect(await readBooking(hub(), id)).toMatchObject({
      status: 'confirmed',
      revision: 1,
      conflicts: [],
      hosts: [{ calendar: { state: 'synced', eventId } }],
    });
    expect(await told(hub())).toEqual([]);
    expect(await busy()).toBe(1);
    const times = { start: '2027-01-05T15:00:00Z', end: '2027-01-05T16:00:00Z' };
    expect((await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: times })).status).toBe(200);
    await followed();
    expect(await eventIn(CLUB)).toMatchObject({
      id: eventId,
      start: { dateTime: expect.stringContaining('15:00') },
    });
    const call = await hub().google.as(accountOf('ben'));
    await call('DELETE', `/calendar/v3/calendars/${encodeURIComponent(CLUB)}/events/${eventId}`);
    await followed();
    expect((await readBooking(hub(), id)).status).toBe('cancelled');
  });

  it('[DOM-04] keeps its booking also where nobody told of it', async () => {
    const { id, eventId } = await booked();
    await choose(hub(), 'Club', { busy: true });
    await hub().google.webhooks({ mode: 'drop' });
    await move(eventId, 'primary', CLUB);
    await hub().advance('PT1H');
    expect(await readBooking(hub(), id)).toMatchObject({ status: 'confirmed', revision: 1, conflicts: [] });
    expect(await busy()).toBe(1);
  });

  it('is not cancelled while the other calendar cannot be asked', async () => {
    const { id, eventId } = await booked();
    await choose(hub(), 'Club', { busy: true });
    await hub().google.fault({ match: { path: encodeURIComponent(CLUB) }, status: 503, times: 1_000 });
    await move(eventId, 'primary', CLUB);
    await followed();
    expect((await readBooking(hub(), id)).status).toBe('confirmed');
    await hub().google.clearFaults();
    await (await inGoogle(hub(), 'ben')).get(eventId);
    await hub().advance('PT1H');
    expect((await readBooking(hub(), id)).status).toBe('confirmed');
  });

  it('[MEET-16] is cancelled where it was deleted, and no calendar of theirs has it', async () => {
    const { id, eventId } = await booked();
    await choose(hub(), 'Club', { busy: true });
    await (await inGoogle(hub(), 'ben')).remove(eventId);
    await followed();
    expect((await readBooking(hub(), id)).status).toBe('cancelled');
  });
});

describe("an event that its owner moves to a calendar of their other account's", { timeout: 60_000 }, () => {
  it('[DOM-04] keeps its booking, which goes on in the other account', async () => {
    const { id, eventId } = await withHome();
    await move(eventId, 'primary', FAMILY);
    await followed();
    expect(await readBooking(hub(), id)).toMatchObject({
      status: 'confirmed',
      revision: 1,
      conflicts: [],
      hosts: [{ calendar: { state: 'synced', eventId } }],
    });
    expect(await told(hub())).toEqual([]);
    expect(await busy()).toBe(1);
    // Only the other account may write there by now.
    await shareCalendars(hub(), accountOf('ben'), [{ name: 'Family', role: null }]);
    const times = { start: '2027-01-05T15:00:00Z', end: '2027-01-05T16:00:00Z' };
    expect((await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: times })).status).toBe(200);
    await followed();
    expect(await eventIn(FAMILY)).toMatchObject({ start: { dateTime: expect.stringContaining('15:00') } });
    const call = await hub().google.as(HOME);
    await call('DELETE', `/calendar/v3/calendars/${encodeURIComponent(FAMILY)}/events/${eventId}`);
    await followed();
    expect((await readBooking(hub(), id)).status).toBe('cancelled');
    expect(await endFaults(hub())).toEqual([]);
  });

  it('is not cancelled, nor its own account given up, while the other one is refused', async () => {
    const { id, eventId } = await withHome();
    const refusal = { error: { code: 403, errors: [{ domain: 'calendar', reason: 'notACalendarUser' }] } };
    await hub().google.fault({ match: { path: 'iCalUID=' }, status: 403, body: refusal });
    await move(eventId, 'primary', FAMILY);
    await hub().settle();
    expect((await readBooking(hub(), id)).status).toBe('confirmed');
    await followed();
    expect((await readBooking(hub(), id)).status).toBe('confirmed');
    const { accounts } = await hub().ask(Card, 'GET', CARD, { user: 'ben' });
    expect(accounts.find(({ label }) => label === accountOf('ben'))?.state).toBe('connected');
    expect(await busy()).toBe(1);
  });

  it('is cancelled where the other account cannot be asked any more, as nobody will know', async () => {
    const { id, eventId } = await withHome();
    await hub().google.revoke(HOME);
    await (await inGoogle(hub(), 'ben')).remove(eventId);
    await followed();
    await hub().advance('PT2H');
    expect((await readBooking(hub(), id)).status).toBe('cancelled');
  });
});
