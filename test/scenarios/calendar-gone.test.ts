import { beforeEach, describe, expect, it } from 'vitest';
import { Card } from '../../events/http/integrations.ts';
import { calendarId, choose, listCalendars, shareCalendars } from '../support/calendars.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { accountOf, GINA, readBooking, told } from '../support/meeting.ts';
import { book } from '../support/order.ts';

const hub = useHub();
const BEN = accountOf('ben');
const TEAM = calendarId('Team');
const NOON = { start: '2027-01-05T12:00:00Z', end: '2027-01-05T13:00:00Z' };
const LATER = { start: '2027-01-05T15:00:00Z', end: '2027-01-05T16:00:00Z' };

const take = () => shareCalendars(hub(), BEN, [{ name: 'Team', role: null }]);
const card = () => hub().ask(Card, 'GET', '/v1/me/integrations/google_calendar', { user: 'ben' });
const warnings = async () => (await card()).warnings.filter(({ code }) => code === 'calendar_gone');
const oursIn = async (calendar: string) =>
  (await hub().google.state()).events
    .filter((each) => each.calendar === calendar && each.status !== 'cancelled')
    .map(({ id }) => id);
const eventOf = async (id: string) => (await readBooking(hub(), id)).hosts[0]?.calendar.eventId;
const facts = async () =>
  (await listCalendars(hub())).map(
    ({ name, busy, target, gone }) =>
      `${name}${busy ? ' busy' : ''}${target ? ' target' : ''}${gone ? ' gone' : ''}`,
  );

describe('a chosen calendar that vanished', () => {
  beforeEach(async () => {
    await shareCalendars(hub(), BEN, [{ name: 'Team' }]);
    await connectGoogle(hub(), 'ben');
    await choose(hub(), 'Team', { target: true, busy: true });
  });

  it('[MEET-20] is named on the card, and the next booking finds its way to the main one', async () => {
    await take();
    const { id } = await book(hub(), NOON);
    await hub().settle();
    expect(await warnings()).toEqual([
      {
        code: 'calendar_gone',
        text: `The calendar “Team” is gone from ${BEN}: it blocks no time any more, and bookings go to the main calendar of ${BEN}.`,
      },
    ]);
    expect(await oursIn(BEN)).toEqual([await eventOf(id)]);
    expect(await facts()).toEqual([`${BEN} busy target`, 'Team busy gone']);
    const next = await book(hub(), LATER);
    await hub().settle();
    expect(await oursIn(BEN)).toHaveLength(2);
    expect((await readBooking(hub(), next.id)).hosts[0]?.calendar.state).toBe('synced');
    expect((await hub().google.state()).channels.map(({ calendar }) => calendar)).toContain(BEN);
    expect(await endFaults(hub())).toEqual([]);
  });

  it('[MEET-20] is noticed by reading, too: what lay in it gets an event in the main one, and nobody is told of nothing', async () => {
    const { id } = await book(hub(), { ...NOON, guests: [GINA] });
    await hub().settle();
    const before = await eventOf(id);
    hub().inbox.clear();
    await take();
    await hub().advance('PT2H');
    expect(await warnings()).toHaveLength(1);
    const after = await eventOf(id);
    expect(after).not.toBe(before);
    expect(await oursIn(BEN)).toEqual([after]);
    expect((await readBooking(hub(), id)).status).toBe('confirmed');
    expect(await told(hub())).toEqual([]);
  });

  it('a Meet link that went with it is made anew, and guests get the new one', async () => {
    const { id } = await book(hub(), { ...NOON, guests: [GINA], location: { kind: 'google_meet' } });
    await hub().settle();
    await hub().advance('PT1M');
    const { conference } = await readBooking(hub(), id);
    hub().inbox.clear();
    await take();
    await hub().advance('PT2H');
    const now = (await readBooking(hub(), id)).conference;
    expect(now).toMatchObject({ state: 'ready' });
    expect(now?.joinUrl).not.toBe(conference?.joinUrl);
    const [mail, ...more] = await hub().inbox.to(GINA.email);
    expect(mail?.text).toContain(now?.joinUrl);
    expect(more).toEqual([]);
  });

  it('one that its account may only read by now takes no more bookings', async () => {
    await shareCalendars(hub(), BEN, [{ name: 'Team', role: 'reader' }]);
    const { id } = await book(hub(), NOON);
    await hub().settle();
    expect(await oursIn(BEN)).toEqual([await eventOf(id)]);
    expect((await readBooking(hub(), id)).hosts[0]?.calendar.state).toBe('synced');
    expect(await facts()).toEqual([`${BEN} busy target`, 'Team busy']);
    expect(await endFaults(hub())).toEqual([]);
  });

  it('is the target again once it is back', async () => {
    await take();
    expect(await facts()).toEqual([`${BEN} busy target`, 'Team busy gone']);
    await hub().settle();
    await shareCalendars(hub(), BEN, [{ name: 'Team' }]);
    expect(await facts()).toEqual([`${BEN} busy`, 'Team busy target']);
    await hub().settle();
    expect(await warnings()).toEqual([]);
    await book(hub(), NOON);
    await hub().settle();
    expect(await oursIn(TEAM)).toHaveLength(1);
    expect(await endFaults(hub())).toEqual([]);
  });

  it('a list that cannot be had, or lacks the main calendar, is no evidence', async () => {
    const before = await facts();
    await hub().google.fault({ match: { path: 'calendarList' }, status: 503, times: 1 });
    expect(await facts()).toEqual(before);
    await hub().google.fault({
      match: { path: 'calendarList' },
      status: 200,
      body: '{"items":[]}',
      times: 1,
    });
    expect(await facts()).toEqual(before);
    expect(await warnings()).toEqual([]);
  });

  it('the card tells when its calendars were read last', async () => {
    const { accounts } = await card();
    expect(accounts[0]?.lastSyncedAt).toBe('2027-01-04T09:00:00.000Z');
    const { headers } = await hub().call('GET', '/v1/me/integrations/google_calendar', { user: 'ben' });
    await hub().advance('PT3H');
    expect((await card()).accounts[0]?.lastSyncedAt?.slice(0, 13)).toBe('2027-01-04T11');
    const again = await hub().call('GET', '/v1/me/integrations/google_calendar', { user: 'ben' });
    expect(again.headers.etag).toBe(headers.etag);
  });
});
