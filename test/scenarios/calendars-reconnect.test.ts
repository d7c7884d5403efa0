import { describe, expect, it } from 'vitest';
import { addTo, calendarId, choose, listCalendars, shareCalendars } from '../support/calendars.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { useHub } from '../support/hub.ts';
import { accountOf, readBooking } from '../support/meeting.ts';
import { book, order } from '../support/order.ts';
import { storedItems } from '../support/stored-items.ts';

const hub = useHub();
const BEN = accountOf('ben');
const LIST_SCOPE = 'https://www.googleapis.com/auth/calendar.calendarlist.readonly';
const NOON = ['2027-01-05T12:00:00Z', '2027-01-05T13:00:00Z'] as const;

const facts = async () => (await listCalendars(hub())).map(({ name, busy, target }) => [name, busy, target]);
const channels = async () => (await hub().google.state()).channels.map(({ calendar }) => calendar).toSorted();
const bookAtNoon = async () =>
  (await hub().call('POST', '/v1/bookings', { user: 'ben', body: order({ start: NOON[0], end: NOON[1] }) }))
    .status;
describe('calendars over a reconnect', () => {
  it('are used as they were chosen, each through a new feed; events of ours in them stay ours', async () => {
    await shareCalendars(hub(), BEN, [{ name: 'Team' }, { name: 'Band' }]);
    await connectGoogle(hub(), 'ben');
    await choose(hub(), 'Team', { target: true });
    await choose(hub(), 'Band', { busy: true });
    await addTo(hub(), 'Band', NOON);
    const { id } = await book(hub());
    await hub().settle();
    const before = await facts();
    await hub().google.revoke(BEN);
    await hub().advance('PT2H');
    expect(await facts()).toEqual(before);
    await connectGoogle(hub(), 'ben');
    expect(await facts()).toEqual(before);
    expect(await channels()).toEqual([BEN, calendarId('Team'), calendarId('Band')].toSorted());
    expect(await bookAtNoon()).toBe(409);
    const event = (await readBooking(hub(), id)).hosts[0]?.calendar.eventId;
    const asBen = await hub().google.as(BEN);
    await asBen('DELETE', `/calendar/v3/calendars/${encodeURIComponent(calendarId('Team'))}/events/${event}`);
    await hub().settle();
    expect((await readBooking(hub(), id)).status).toBe('cancelled');
  });

  it('one that is unticked while the account is to be reconnected is not read any more after that', async () => {
    await shareCalendars(hub(), BEN, [{ name: 'Team' }]);
    await connectGoogle(hub(), 'ben');
    await choose(hub(), 'Team', { busy: true });
    await hub().google.revoke(BEN);
    await hub().advance('PT2H');
    await choose(hub(), 'Team', { busy: false });
    await hub().advance('PT10M');
    const dues = (await storedItems(hub(), 'DUE#calendars')).map(({ pk }) => pk);
    expect(dues).toEqual([]);
    expect(await storedItems(hub(), 'FEED#')).toHaveLength(1);
    await connectGoogle(hub(), 'ben');
    expect(await facts()).toEqual([
      [BEN, true, true],
      ['Team', false, false],
    ]);
    expect((await storedItems(hub(), 'FEED#')).filter(({ sk }) => sk === 'FEED')).toHaveLength(1);
  });

  it('a grant without the names of calendars goes on with the main one, and shows it', async () => {
    await shareCalendars(hub(), BEN, [{ name: 'Team' }]);
    await connectGoogle(hub(), 'ben', { withhold: [LIST_SCOPE] });
    expect(await facts()).toEqual([[BEN, true, true]]);
    expect((await book(hub())).status).toBe('confirmed');
    await hub().settle();
    expect((await hub().google.state()).events).toHaveLength(1);
    expect(await hub().call('GET', '/v1/me/integrations/google_calendar', { user: 'ben' })).toMatchObject({
      body: { state: 'connected' },
    });
  });

  it('a list that Google refuses holds up no connecting, and is there when somebody looks', async () => {
    await shareCalendars(hub(), BEN, [{ name: 'Team' }]);
    await hub().google.fault({ match: { path: 'calendarList' }, status: 503, times: 1 });
    expect((await connectGoogle(hub(), 'ben')).state).toBe('connected');
    await hub().google.fault({ match: { path: 'calendarList' }, status: 429, times: 1 });
    expect(await facts()).toEqual([[BEN, true, true]]);
    expect(await facts()).toEqual([
      [BEN, true, true],
      ['Team', false, false],
    ]);
  });

  it('[MEET-20] hundreds of calendars are all there, and one of the last can be chosen', async () => {
    await shareCalendars(
      hub(),
      BEN,
      Array.from({ length: 300 }, (_, index) => ({ name: `Room ${index}` })),
    );
    await connectGoogle(hub(), 'ben');
    expect(await listCalendars(hub())).toHaveLength(301);
    await choose(hub(), 'Room 299', { target: true, busy: true });
    await book(hub());
    await hub().settle();
    expect((await hub().google.state()).events).toMatchObject([{ calendar: calendarId('Room 299') }]);
  });
});
