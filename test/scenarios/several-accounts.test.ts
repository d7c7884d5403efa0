import { beforeEach, describe, expect, it } from 'vitest';
import { Availability } from '../../events/http/availability.ts';
import { Card } from '../../events/http/integrations.ts';
import {
  calendarId,
  calendarNamed,
  choose,
  LIST,
  listCalendars,
  shareCalendars,
} from '../support/calendars.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { accountOf, readBooking } from '../support/meeting.ts';
import { book, order, Problem } from '../support/order.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/google_calendar';
const [WORK, HOME] = [accountOf('ben'), 'home@gmail.example'];
const NOON = { start: '2027-01-05T12:00:00Z', end: '2027-01-05T13:00:00Z' };

const addLunch = async (account: string, calendar = 'primary') => {
  const call = await hub().google.as(account);
  const { start, end } = NOON;
  const event = { summary: 'Lunch', start: { dateTime: start }, end: { dateTime: end } };
  await call('POST', `/calendar/v3/calendars/${encodeURIComponent(calendar)}/events`, event);
  await hub().settle();
};
const busy = async (): Promise<unknown[]> => {
  const path = '/v1/availability?users=ben&from=2027-01-05T00:00:00Z&to=2027-01-06T00:00:00Z';
  return (await hub().ask(Availability, 'GET', path, { user: 'chloe' })).items[0]?.busy ?? [];
};
const ours = async () =>
  (await hub().google.state()).events
    .filter(({ status, extendedProperties }) => status !== 'cancelled' && extendedProperties)
    .map(({ calendar }) => calendar)
    .toSorted();
const channels = async () => (await hub().google.state()).channels.map(({ calendar }) => calendar).toSorted();
const tryBook = (over: object) =>
  hub().call('POST', '/v1/bookings', { user: 'ben', body: order({ ...NOON, ...over }) });
const mainOf = async (account: string, user = 'ben') => (await calendarNamed(hub(), account, user)).id;

describe('two Google accounts of one person', () => {
  beforeEach(async () => {
    await hub().call('PUT', '/v1/admin/settings', { user: 'ada', body: { accountsPerPlatform: 2 } });
    await shareCalendars(hub(), HOME, [{ name: 'Family' }, { name: 'School', role: 'reader' }]);
    await connectGoogle(hub(), 'ben');
    await hub().advance('PT1M');
    await connectGoogle(hub(), 'ben', { email: HOME });
  });

  it('[MEET-18] stand beside each other, each with a channel of its own, and both block time', async () => {
    expect(await channels()).toEqual([WORK, HOME].toSorted());
    const card = await hub().ask(Card, 'GET', CARD, { user: 'ben' });
    expect(card.accounts.map(({ label, state }) => `${label} ${state}`).toSorted()).toEqual(
      [`${WORK} connected`, `${HOME} connected`].toSorted(),
    );
    expect(card.actions).not.toContain('add_account');
    await addLunch(HOME);
    expect(await busy()).toHaveLength(1);
    expect(await tryBook({})).toMatchObject({ status: 409, body: { code: 'host_busy' } });
  });

  it('[MEET-18] a booking goes to the account that was first, to the one that is chosen, or to the calendar that it names', async () => {
    expect((await listCalendars(hub())).filter(({ target }) => target)).toMatchObject([{ name: WORK }]);
    await book(hub());
    await hub().settle();
    expect(await ours()).toEqual([WORK]);
    await choose(hub(), HOME, { target: true });
    expect((await listCalendars(hub())).filter(({ target }) => target)).toMatchObject([{ name: HOME }]);
    await book(hub(), NOON);
    await hub().settle();
    expect(await ours()).toEqual([WORK, HOME].toSorted());
    const { id: calendar } = await calendarNamed(hub(), 'Family');
    const { id } = await book(hub(), {
      start: '2027-01-05T15:00:00Z',
      end: '2027-01-05T16:00:00Z',
      calendar,
      location: { kind: 'google_meet' },
    });
    await hub().settle();
    await hub().advance('PT1M');
    expect(await ours()).toEqual([WORK, HOME, calendarId('Family')].toSorted());
    expect((await readBooking(hub(), id)).conference).toMatchObject({ state: 'ready' });
    const event = (await readBooking(hub(), id)).hosts[0]?.calendar.eventId;
    const asHome = await hub().google.as(HOME);
    await asHome(
      'DELETE',
      `/calendar/v3/calendars/${encodeURIComponent(calendarId('Family'))}/events/${event}`,
    );
    await hub().settle();
    expect((await readBooking(hub(), id)).status).toBe('cancelled');
    expect(await endFaults(hub())).toEqual([]);
  });

  it('a calendar that cannot take it is refused by name, and nothing is booked or read for it', async () => {
    await connectGoogle(hub(), 'chloe');
    const refused = async (calendar: string, over: object = {}) => {
      const { status, body } = await tryBook({ calendar, ...over });
      const { errors } = Problem.parse(body);
      return [
        status,
        errors?.map(({ field, message }) => `${field} ${message.split(' ').slice(0, 4).join(' ')}`),
      ];
    };
    const school = (await calendarNamed(hub(), 'School')).id;
    const hers = await mainOf(accountOf('chloe'), 'chloe');
    expect(await refused('primary')).toEqual([422, ['calendar is no calendar of']]);
    expect(await refused(hers)).toEqual([422, ['calendar is no calendar of']]);
    expect(await refused(school)).toEqual([422, ['calendar is one that its']]);
    expect(await refused(hers, { hosts: ['ben', 'chloe'] })).toEqual([422, ['calendar is not a calendar']]);
    const home = await mainOf(HOME);
    await hub().google.revoke(HOME);
    await hub().advance('PT2H');
    await hub().call('PUT', '/v1/admin/settings', { user: 'ada', body: { bookWithoutCalendar: true } });
    expect(await refused(home)).toEqual([422, ['calendar belongs to an account']]);
    expect(await ours()).toEqual([]);
  });

  it('an event stays in the calendar that it was made in: naming another one later is refused', async () => {
    const { id } = await book(hub());
    const patch = async (calendar: string) =>
      (await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: { calendar } })).status;
    expect(await patch(await mainOf(HOME))).toBe(422);
    expect(await patch(await mainOf(WORK))).toBe(200);
    await hub().settle();
    expect(await ours()).toEqual([WORK]);
  });

  it('a draft keeps the calendar that it names until it is confirmed', async () => {
    const { id } = await book(hub(), { status: 'draft', calendar: await mainOf(HOME) });
    await hub().settle();
    expect(await ours()).toEqual([]);
    await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: { status: 'confirmed' } });
    await hub().settle();
    expect(await ours()).toEqual([HOME]);
  });

  it('a calendar that both accounts see blocks its time once', async () => {
    const id = calendarId('Club');
    await shareCalendars(hub(), WORK, [{ name: 'Club', id }]);
    await shareCalendars(hub(), HOME, [{ name: 'Club', id, role: 'reader' }]);
    const both = (await listCalendars(hub())).filter(({ name }) => name === 'Club');
    expect(both.map(({ account, writable }) => [account, writable])).toEqual([
      [WORK, true],
      [HOME, false],
    ]);
    const tick = async (at: number, isBusy: boolean) => {
      await hub().call('PATCH', `${LIST}/${both[at]?.id}`, { user: 'ben', body: { busy: isBusy } });
      await hub().settle();
    };
    await tick(0, true);
    await tick(1, true);
    await addLunch(WORK, id);
    expect(await busy()).toEqual([{ start: '2027-01-05T12:00:00.000Z', end: '2027-01-05T13:00:00.000Z' }]);
    await tick(0, false);
    expect(await busy()).toHaveLength(1);
    await tick(1, false);
    expect(await busy()).toEqual([]);
  });

  it('a booking in a calendar that both accounts see is not in its own way', async () => {
    const id = calendarId('Club');
    await shareCalendars(hub(), WORK, [{ name: 'Club', id }]);
    await shareCalendars(hub(), HOME, [{ name: 'Club', id }]);
    const both = (await listCalendars(hub())).filter(({ name }) => name === 'Club');
    for (const [at, body] of [{ target: true, busy: true }, { busy: true }].entries())
      await hub().call('PATCH', `${LIST}/${both[at]?.id}`, { user: 'ben', body });
    await hub().settle();
    const booking = await book(hub(), NOON);
    await hub().settle();
    expect(await ours()).toEqual([id]);
    const moved = await hub().call('PATCH', `/v1/bookings/${booking.id}`, {
      user: 'ben',
      body: { start: '2027-01-05T12:30:00Z', end: '2027-01-05T13:30:00Z' },
    });
    expect(moved.status).toBe(200);
  });

  it('a co-host is invited under the account that takes their bookings', async () => {
    await choose(hub(), 'Family', { target: true });
    await connectGoogle(hub(), 'chloe');
    const { id } = await book(hub(), { hosts: ['chloe', 'ben'] }, { user: 'chloe' });
    await hub().settle();
    const { events } = await hub().google.state();
    expect(events.map(({ calendar }) => calendar).toSorted()).toEqual([accountOf('chloe'), HOME].toSorted());
    const asHome = await hub().google.as(HOME);
    const event = (await readBooking(hub(), id)).hosts[0]?.calendar.eventId;
    await asHome('PATCH', `/calendar/v3/calendars/primary/events/${event}`, {
      attendees: [{ email: HOME, responseStatus: 'accepted' }],
    });
    await hub().settle();
    expect((await readBooking(hub(), id)).hosts[1]).toMatchObject({ userId: 'ben', rsvp: 'accepted' });
  });

  it('[MEET-18] disconnecting one leaves the other as it was, and that one carries on what lay there', async () => {
    const here = await book(hub());
    const there = await book(hub(), { ...NOON, calendar: await mainOf(HOME) });
    await hub().settle();
    const { accounts } = await hub().ask(Card, 'GET', CARD, { user: 'ben' });
    const home = accounts.find(({ label }) => label === HOME)?.id;
    expect((await hub().call('DELETE', `${CARD}?account=${home}`, { user: 'ben' })).status).toBe(202);
    await hub().settle();
    await hub().advance('PT10M');
    expect(await ours()).toEqual([WORK, WORK]);
    expect(await channels()).toEqual([WORK]);
    expect((await listCalendars(hub())).map(({ account, target }) => [account, target])).toEqual([
      [WORK, true],
    ]);
    expect((await readBooking(hub(), here.id)).hosts[0]?.calendar.state).toBe('synced');
    expect((await readBooking(hub(), there.id)).status).toBe('confirmed');
    expect(await endFaults(hub())).toEqual([]);
  });
});
