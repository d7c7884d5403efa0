import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { BookingView } from '../../events/http/booking-view.ts';
import { Card } from '../../events/http/integrations.ts';
import { RunReply } from '../../events/http/runs.ts';
import { addTo, calendarId, choose, shareCalendars } from '../support/calendars.ts';
import type { Who } from '../support/call.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { accountOf, inGoogle, liveEvents, readBooking } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { storedItems } from '../support/stored-items.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/google_calendar';
const GRACE = { email: 'grace@guests.example', name: 'Grace' };

const card = (user: Who) => hub().ask(Card, 'GET', CARD, { user });
const leave = async (user: Who, query = '') => {
  const { run } = await hub().ask(z.object({ run: RunReply }), 'DELETE', `${CARD}${query}`, { user });
  await hub().advance('PT5M');
  return (await hub().ask(RunReply, 'GET', `/v1/runs/${run.id}`, { user })).result;
};

/** Everything that is kept of a user: in the table, in the vault, at Google. */
const traceOf = async (user: string) => {
  const { channels, grants, events } = await hub().google.state();
  const belongs = (item: Record<string, unknown>) =>
    item.userId === user || String(item.pk).includes(`#${user}`);
  const email = accountOf(user);
  return {
    items: (await storedItems(hub(), '')).filter(
      (item) => belongs(item) && !String(item.pk).startsWith('DUE#'),
    ),
    channels: channels.filter(({ account, user: owner }) => [account, owner].includes(email)),
    grants: grants.filter(({ account }) => account === email),
    events: events.filter(({ calendar }) => calendar === email),
  };
};

describe('one of many disconnects', () => {
  test('[INT-23] nothing changes about a colleague in the same Workspace domain', async () => {
    for (const user of ['ben', 'chloe']) {
      await hub().google.account({ email: accountOf(user), name: user, hd: 'gmail.example' });
      await connectGoogle(hub(), user);
    }
    const { id: bens } = await book(hub(), { guests: [GRACE] });
    const { id: chloes } = await book(
      hub(),
      {
        hosts: ['chloe'],
        guests: [GRACE],
        location: { kind: 'google_meet' },
      },
      { user: 'ada' },
    );
    await (await inGoogle(hub(), 'chloe')).add({
      summary: 'Dentist',
      start: { dateTime: '2027-01-06T09:00:00Z' },
      end: { dateTime: '2027-01-06T10:00:00Z' },
    });
    await hub().advance('PT2M');
    const before = [await traceOf('chloe'), await card('chloe'), await readBooking(hub(), chloes)];
    hub().inbox.clear();
    expect(await leave('ben')).toMatchObject({ grant: 'revoked', removed: 1, guestsTold: 0 });
    expect([await traceOf('chloe'), await card('chloe'), await readBooking(hub(), chloes)]).toEqual(before);
    expect(before).toMatchObject([{ channels: [{}], grants: [{}], events: [{}, {}] }, {}, {}]);
    expect(await hub().inbox.all()).toEqual([]);
    const { move } = await inGoogle(hub(), 'chloe');
    const [{ eventId = '' } = {}] = (await readBooking(hub(), chloes)).hosts.map(({ calendar }) => calendar);
    await move(eventId, '2027-01-05T12:00:00Z', '2027-01-05T13:00:00Z');
    await hub().settle();
    expect((await readBooking(hub(), chloes)).start).toBe('2027-01-05T12:00:00.000Z');
    expect((await readBooking(hub(), bens)).status).toBe('confirmed');
  });

  test('[ZOOM-14] an account that another org has connected, too, goes on working there', async () => {
    const email = 'both@gmail.example';
    await connectGoogle(hub(), 'ben', { email });
    await connectGoogle(hub(), 'hana', { email });
    await book(hub(), { guests: [GRACE] });
    const theirs = await hub().ask(BookingView, 'POST', '/v1/bookings', {
      user: 'hana',
      body: {
        title: 'Theirs',
        start: '2027-01-07T10:00:00Z',
        end: '2027-01-07T11:00:00Z',
        zone: 'UTC',
        hosts: ['hana'],
        location: { kind: 'in_person' },
        guests: [GRACE],
      },
    });
    await hub().advance('PT2M');
    const before = await card('hana');
    expect((await hub().google.state()).channels).toHaveLength(2);
    expect(await leave('ben')).toMatchObject({ grant: 'shared', removed: 1, channelsStopped: 1 });
    const { grants, channels } = await hub().google.state();
    expect([grants.length, channels.length]).toEqual([1, 1]);
    // Read again, because of what vanished from the calendar.
    const [account] = before.accounts.map(({ lastSyncedAt: _, ...rest }) => rest);
    expect(await card('hana')).toMatchObject({ state: 'connected', accounts: [account] });
    const call = await hub().google.as(email);
    const { items } = await call('GET', '/calendar/v3/calendars/primary/events');
    expect(items).toMatchObject([{ summary: 'Theirs' }]);
    const eventId = z.array(z.looseObject({ id: z.string() })).parse(items)[0]?.id ?? '';
    await call('PATCH', `/calendar/v3/calendars/primary/events/${eventId}`, {
      start: { dateTime: '2027-01-07T12:00:00Z' },
      end: { dateTime: '2027-01-07T13:00:00Z' },
    });
    // An hour later the token that was handed out at first has ended.
    await hub().advance('PT2H');
    const moved = await hub().ask(BookingView, 'GET', `/v1/bookings/${theirs.id}`, { user: 'hana' });
    expect(moved.start).toBe('2027-01-07T12:00:00.000Z');
    expect(await leave('hana')).toMatchObject({ grant: 'revoked', removed: 1 });
    expect((await hub().google.state()).grants).toEqual([]);
    expect(await endFaults(hub())).toEqual([]);
  });

  test('leaves every calendar that it read or wrote, and in a shared one the events of those who stay', async () => {
    await shareCalendars(hub(), accountOf('ben'), [{ name: 'Team' }, { name: 'Sport' }]);
    await shareCalendars(hub(), accountOf('chloe'), [{ name: 'Team' }]);
    for (const user of ['ben', 'chloe']) await connectGoogle(hub(), user);
    await book(hub(), { guests: [GRACE] });
    for (const user of ['ben', 'chloe']) await choose(hub(), 'Team', { busy: true, target: true }, user);
    await choose(hub(), 'Sport', { busy: true });
    for (const name of ['primary', 'Sport'])
      await addTo(hub(), name, ['2027-01-08T10:00:00Z', '2027-01-08T11:00:00Z']);
    const later = { start: '2027-01-06T10:00:00Z', end: '2027-01-06T11:00:00Z' };
    await book(hub(), { ...later, title: 'Of Ben' });
    const evening = { start: '2027-01-06T18:00:00Z', end: '2027-01-06T19:00:00Z' };
    const theirs = await book(hub(), { ...evening, hosts: ['chloe'], title: 'Of Chloe' }, { user: 'ada' });
    await hub().advance('PT2M');
    const before = await readBooking(hub(), theirs.id);
    const inTeam = async () =>
      (await hub().google.state()).events.filter(
        ({ calendar, status }) => calendar === calendarId('Team') && status !== 'cancelled',
      );
    expect(await inTeam()).toHaveLength(2);
    const watched = (await hub().google.state()).channels.length;
    const receipt = await leave('ben');
    expect(receipt).toMatchObject({ removed: 2, couldNotRemove: 0, importedRemoved: 3, channelsStopped: 3 });
    expect((await hub().google.state()).channels).toHaveLength(watched - 3);
    expect(await inTeam()).toMatchObject([{ summary: 'Of Chloe' }]);
    expect(await readBooking(hub(), theirs.id)).toEqual(before);
    expect(await liveEvents(hub(), 'ben')).toMatchObject([{ summary: 'Lunch' }]);
    expect((await storedItems(hub(), 'FEED#')).filter(({ userId }) => userId === 'ben')).toEqual([]);
    expect(await endFaults(hub())).toEqual([]);
  });
});
