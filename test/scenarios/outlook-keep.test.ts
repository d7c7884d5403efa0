import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { connectGoogle } from '../support/connect-google.ts';
import { connectOutlook, outlookAccountOf, reconnectOutlook } from '../support/connect-outlook.ts';
import { endFaults } from '../support/end-state.ts';
import { useHub } from '../support/hub.ts';
import { GINA, liveEvents, readBooking, told } from '../support/meeting.ts';
import { book } from '../support/order.ts';
import { outlookEvents } from '../support/outlook.ts';

const Calendars = z.object({ items: z.array(z.looseObject({ id: z.string(), platform: z.string() })) });

const hub = useHub();
const CARD = '/v1/me/integrations/outlook_calendar';
const BEN = outlookAccountOf('ben');

const booked = async () => {
  await connectOutlook(hub(), 'ben');
  await hub().advance('PT1M');
  const { id } = await book(hub(), { location: { kind: 'teams' }, guests: [GINA] });
  await hub().settle();
  await hub().advance('PT2M');
  hub().inbox.clear();
  return id;
};
const off = async (query = '') => {
  await hub().call('DELETE', `${CARD}${query}`, { user: 'ben' });
  await hub().advance('PT5M');
};
const move = (id: string, hour: number) =>
  hub().call('PATCH', `/v1/bookings/${id}`, {
    user: 'ben',
    body: { start: `2027-01-05T${hour}:00:00Z`, end: `2027-01-05T${hour}:30:00Z` },
  });
const host = async (id: string) => (await readBooking(hub(), id)).hosts[0]?.calendar;

describe('events that stay in Outlook', { timeout: 120_000 }, () => {
  test.each(['moved', 'cancelled'] as const)(
    'after bookings=keep are their bookings’ again when the account comes back: %s meanwhile',
    async (what) => {
      const id = await booked();
      const link = (await readBooking(hub(), id)).conference?.joinUrl;
      await off('?bookings=keep');
      const [kept] = await outlookEvents(hub(), 'ben');
      expect(kept?.subject).toBe('Intro call');
      expect(await told(hub())).toEqual([]);
      if (what === 'moved') await move(id, 13);
      else await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: {} });
      await connectOutlook(hub(), 'ben');
      await hub().advance('PT5M');
      const events = await outlookEvents(hub(), 'ben');
      if (what === 'moved')
        expect(events).toMatchObject([{ id: kept?.id, start: { dateTime: '2027-01-05T13:00:00.0000000' } }]);
      else expect(events).toEqual([]);
      if (what === 'moved') expect((await readBooking(hub(), id)).conference?.joinUrl).toBe(link);
      expect(await endFaults(hub())).toEqual([]);
    },
  );

  test.each(['moved', 'cancelled'] as const)(
    'after bookings=keep, one that was just being made is its booking’s again too: %s meanwhile',
    async (what) => {
      await connectOutlook(hub(), 'ben');
      await hub().advance('PT1M');
      const match = { method: 'POST', path: '/events$' };
      await hub().microsoft.fault({ match, reset: true, afterCommit: true, times: 1 });
      const { id } = await book(hub());
      await hub().settle();
      await off('?bookings=keep');
      const [kept, ...more] = await outlookEvents(hub(), 'ben');
      expect([kept?.subject, more]).toEqual(['Intro call', []]);
      expect(await endFaults(hub())).toEqual([]);
      if (what === 'moved') await move(id, 13);
      else await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: {} });
      await connectOutlook(hub(), 'ben');
      await hub().advance('PT5M');
      const events = await outlookEvents(hub(), 'ben');
      if (what === 'moved') expect(events).toMatchObject([{ id: kept?.id }]);
      else expect(events).toEqual([]);
      expect(await endFaults(hub())).toEqual([]);
    },
  );

  test('[SYNC-18] because the access was taken away: what was booked, moved and cancelled meanwhile is written after the reconnect', async () => {
    await hub().call('PUT', '/v1/admin/settings', { user: 'ada', body: { bookWithoutCalendar: true } });
    const id = await booked();
    const gone = await book(hub(), {
      title: 'Gone',
      start: '2027-01-06T09:00:00Z',
      end: '2027-01-06T10:00:00Z',
    });
    await hub().advance('PT1M');
    hub().inbox.clear();
    await hub().microsoft.control('revoke', { account: BEN, how: 'consent' });
    await hub().advance('PT75M');
    const [mail] = await hub().inbox.to('ben@acme.example');
    expect(mail?.text).toContain('The events of 2 meetings ahead stay in your Outlook Calendar');
    const made = await book(hub(), {
      title: 'Made',
      start: '2027-01-07T09:00:00Z',
      end: '2027-01-07T10:00:00Z',
    });
    await move(id, 13);
    await hub().call('POST', `/v1/bookings/${gone.id}/cancel`, { user: 'ben', body: {} });
    await hub().advance('PT2M');
    for (const each of [id, made.id]) expect((await host(each))?.state).toBe('parked');
    await reconnectOutlook(hub(), 'ben');
    await hub().advance('PT3M');
    const events = (await outlookEvents(hub(), 'ben')).toSorted((a, b) =>
      String(a.subject).localeCompare(String(b.subject)),
    );
    expect(events).toMatchObject([
      { subject: 'Intro call', start: { dateTime: '2027-01-05T13:00:00.0000000' } },
      { subject: 'Made' },
    ]);
    for (const each of [id, made.id]) expect((await host(each))?.state).toBe('synced');
    expect(await endFaults(hub())).toEqual([]);
  });

  test('go when another calendar of the same person takes their bookings over: Google beside Outlook', async () => {
    await connectGoogle(hub(), 'ben');
    await hub().advance('PT1M');
    await connectOutlook(hub(), 'ben');
    await hub().advance('PT1M');
    const { items } = await hub().ask(Calendars, 'GET', '/v1/me/calendars', { user: 'ben' });
    const target = items.find(({ platform }) => platform === 'outlook_calendar')?.id;
    expect(
      (await hub().call('PATCH', `/v1/me/calendars/${target}`, { user: 'ben', body: { target: true } }))
        .status,
    ).toBe(200);
    const { id } = await book(hub());
    await hub().advance('PT1M');
    expect(await host(id)).toMatchObject({ platform: 'outlook_calendar', state: 'synced' });
    expect(await liveEvents(hub(), 'ben')).toEqual([]);
    await off();
    expect(await host(id)).toMatchObject({ platform: 'google_calendar', state: 'synced' });
    expect(await liveEvents(hub(), 'ben')).toHaveLength(1);
    expect(await outlookEvents(hub(), 'ben')).toEqual([]);
    expect(await endFaults(hub())).toEqual([]);
  });
});
