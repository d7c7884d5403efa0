import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { BookingView } from '../../events/http/booking-view.ts';
import { Card } from '../../events/http/integrations.ts';
import { RunReply } from '../../events/http/runs.ts';
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

  test('an account that another org has connected, too, goes on working there', async () => {
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
        guests: [GRACE],
      },
    });
    await hub().advance('PT2M');
    const before = await card('hana');
    expect((await hub().google.state()).channels).toHaveLength(2);
    expect(await leave('ben')).toMatchObject({ grant: 'shared', removed: 1, channelsStopped: 1 });
    const { grants, channels } = await hub().google.state();
    expect([grants.length, channels.length]).toEqual([1, 1]);
    expect(await card('hana')).toEqual(before);
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

  test('the same calendar written to by two colleagues keeps the events of the one who stays', async () => {
    for (const user of ['ben', 'chloe']) await connectGoogle(hub(), user);
    await book(hub(), { guests: [GRACE] });
    await hub().advance('PT2M');
    const [event] = await liveEvents(hub(), 'ben');
    // As a colleague's event lies in a calendar that both write to: marked for the same org, and not this user's.
    const marked = { extendedProperties: { private: { meridianOrg: 'acme', meridianBooking: 'bkg_other' } } };
    const times = { start: event?.start, end: event?.end };
    const { id } = await (await inGoogle(hub(), 'ben')).add({ summary: 'Of another', ...times, ...marked });
    expect(await leave('ben')).toMatchObject({ removed: 1 });
    expect(await liveEvents(hub(), 'ben')).toMatchObject([{ id }]);
  });
});
