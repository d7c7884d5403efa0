import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { BookingView } from '../../events/http/booking-view.ts';
import { Card } from '../../events/http/integrations.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { useHub } from '../support/hub.ts';
import { type Death, deaths, killAt, noMoreDeaths } from '../support/kill-step.ts';
import { book } from '../support/order.ts';
import { reconnectGoogle } from '../support/reconnect-google.ts';
import { storedItems } from '../support/stored-items.ts';

const hub = useHub();
const BEN = 'ben@gmail.example';
const CANARY = 'Canary at the dentist';
const EVENTS = '/calendar/v3/calendars/primary/events';

const card = () => hub().ask(Card, 'GET', '/v1/me/integrations/google_calendar', { user: 'ben' });
const view = (id: string) => hub().ask(BookingView, 'GET', `/v1/bookings/${id}`, { user: 'ben' });
const rows = async () => (await storedItems(hub(), 'FEED#')).filter(({ sk }) => sk !== 'FEED');
const Answer = z.object({
  items: z.array(z.looseObject({ known: z.boolean(), busy: z.array(z.unknown()) })),
});
const availability = async () =>
  (
    await hub().ask(
      Answer,
      'GET',
      '/v1/availability?users=ben&from=2027-01-05T00:00:00Z&to=2027-01-08T00:00:00Z&zone=UTC',
      { user: 'ben' },
    )
  ).items[0];
const events = async () => {
  const ask = await hub().google.as(BEN);
  const found = z.array(z.looseObject({ summary: z.string() })).parse((await ask('GET', EVENTS)).items);
  return found.map(({ summary, start }) => `${summary} ${JSON.stringify(start)}`).toSorted();
};

/** Ben has a calendar with something of his own in it, and no push ever comes. */
const withoutPushes = async () => {
  await hub().google.account({ email: BEN, name: 'ben' });
  const ask = await hub().google.as(BEN);
  await ask('POST', EVENTS, {
    summary: CANARY,
    start: { dateTime: '2027-01-06T08:00:00Z' },
    end: { dateTime: '2027-01-06T09:00:00Z' },
  });
  await connectGoogle(hub(), 'ben');
  await hub().google.webhooks({ mode: 'drop' });
};

const lost = async () => {
  await hub().google.revoke(BEN);
  await hub().advance('PT75M');
};

describe('access that was taken away at Google', () => {
  test('[SYNC-18] is noticed within one sync interval without a push: imported time goes, claim and bookings stay, the user is told', async () => {
    await withoutPushes();
    const { id } = await book(hub(), { title: 'Planning' });
    await book(hub(), { title: 'Retro', start: '2027-01-06T11:00:00Z', end: '2027-01-06T12:00:00Z' });
    await hub().settle();
    expect(JSON.stringify(await rows())).toContain(CANARY);
    hub().inbox.clear();
    await lost();
    expect(await card()).toMatchObject({
      state: 'needs_reauth',
      reason: 'revoked',
      help: { text: expect.stringContaining('connect the same account again') },
    });
    expect(await rows()).toEqual([]);
    expect(JSON.stringify(await hub().aws.tables.snapshot())).not.toContain(CANARY);
    expect(await storedItems(hub(), 'CLAIM#')).toHaveLength(1);
    expect((await view(id)).status).toBe('confirmed');
    expect((await availability())?.known).toBe(false);
    const [mail, ...more] = await hub().inbox.to('ben@acme.example');
    expect(more).toEqual([]);
    expect(mail?.text).toContain('The events of 2 meetings ahead stay in your Google Calendar');
    for (const title of ['Planning', 'Retro']) {
      expect(mail?.text).toContain(title);
      expect(hub().logs().join('\n')).not.toContain(title);
    }
    await reconnectGoogle(hub(), 'ben');
    expect((await card()).state).toBe('connected');
    expect(JSON.stringify(await rows())).toContain(CANARY);
    expect(await availability()).toMatchObject({ known: true, busy: [{}, {}, {}] });
  });

  test('[SYNC-18] bookings made, moved and cancelled meanwhile end right at Google, once, after the reconnect', async () => {
    await withoutPushes();
    await hub().call('PUT', '/v1/admin/settings', { user: 'ada', body: { bookWithoutCalendar: true } });
    const at = (hour: number) => ({
      start: `2027-01-07T${hour}:00:00Z`,
      end: `2027-01-07T${hour}:30:00Z`,
    });
    const moved = await book(hub(), { title: 'Moved', ...at(10) });
    const gone = await book(hub(), { title: 'Gone', ...at(11) });
    await book(hub(), { title: 'Stays', ...at(12) });
    await hub().settle();
    await lost();
    const made = await book(hub(), { title: 'Made', ...at(13) });
    const brief = await book(hub(), { title: 'Brief', ...at(14) });
    const patch = { user: 'ben', body: at(15) };
    expect((await hub().call('PATCH', `/v1/bookings/${moved.id}`, patch)).status).toBe(200);
    for (const { id } of [gone, brief])
      expect((await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: {} })).status).toBe(
        200,
      );
    await hub().advance('PT2H');
    for (const { id } of [moved, made]) expect((await view(id)).hosts[0]?.calendar.state).toBe('parked');
    await reconnectGoogle(hub(), 'ben');
    await hub().advance('PT2M');
    const found = await events();
    expect(found.map((event) => event.split(' {')[0])).toEqual([CANARY, 'Made', 'Moved', 'Stays']);
    expect(found.find((event) => event.startsWith('Moved'))).toContain('15:00:00');
    for (const { id } of [moved, made]) expect((await view(id)).hosts[0]?.calendar.state).toBe('synced');
    expect(hub().dlq('provision')).toBe(0);
  });

  const steps = deaths({ tables: [1, 4, 7, 10, 13], queues: [0], secrets: [], google: [0] });
  test.each(steps)(
    'is said, and forgets what was imported, whoever dies: $kind $at $skip',
    async (death: Death) => {
      await withoutPushes();
      hub().inbox.clear();
      await hub().google.revoke(BEN);
      await hub().advance('PT44M');
      await killAt(hub(), death);
      await hub().advance('PT35M');
      await noMoreDeaths(hub());
      await hub().advance('PT1H');
      expect((await card()).state).toBe('needs_reauth');
      expect(await rows()).toEqual([]);
      expect(await hub().inbox.to('ben@acme.example')).toHaveLength(1);
      expect((await storedItems(hub(), 'DUE#')).map(({ kind }) => kind)).toEqual(['loss_mail']);
    },
  );
});
