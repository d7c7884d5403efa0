import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { BookingView } from '../../events/http/booking-view.ts';
import { Card } from '../../events/http/integrations.ts';
import { eventId } from '../../shared/bookings/event-id.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { useHub } from '../support/hub.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/google_calendar';
const BEN = 'ben@gmail.example';

const card = () => hub().ask(Card, 'GET', CARD, { user: 'ben' });
const booking = (id: string) => hub().ask(BookingView, 'GET', `/v1/bookings/${id}`, { user: 'ben' });
const book = async (more: object = {}) => {
  const { id } = await hub().ask(BookingView, 'POST', '/v1/bookings', {
    user: 'ben',
    body: {
      title: 'Intro',
      start: '2027-01-05T10:00:00Z',
      end: '2027-01-05T11:00:00Z',
      zone: 'Europe/Prague',
      hosts: ['ben'],
      guests: [{ email: 'gina@guests.example', name: 'Gina' }],
      location: { kind: 'in_person' },
      ...more,
    },
  });
  await hub().advance('PT2M');
  return id;
};
const events = async (of = BEN) => {
  const ask = await hub().google.as(of);
  return z
    .array(z.looseObject({ id: z.string() }))
    .parse((await ask('GET', '/calendar/v3/calendars/primary/events')).items);
};

const off = async (choice: 'release' | 'keep') => {
  await hub().call('DELETE', `${CARD}?bookings=${choice}`, { user: 'ben' });
  await hub().advance('PT2M');
};

/** Connect the very same account again, as its card offers. */
const reconnect = async (account = BEN) => {
  const { google, ask, call } = hub();
  const [connected] = (await card()).accounts;
  const body = { returnUrl: 'http://127.0.0.1/app', account: connected?.id };
  const { authorizeUrl } = await ask(z.looseObject({ authorizeUrl: z.url() }), 'POST', `${CARD}/connect`, {
    user: 'ben',
    body,
  });
  expect(new URL(authorizeUrl).searchParams.get('login_hint')).toBe(BEN);
  await google.account({ email: account, name: account });
  const { headers } = await call('GET', await google.consent({ authorizeUrl, account }));
  const back = new URL(headers.location ?? '').searchParams;
  if (back.get('result') === 'ok')
    await ask(Card, 'POST', `${CARD}/complete`, { user: 'ben', body: { attempt: back.get('attempt') } });
  await hub().settle();
  return back;
};

describe('connecting anew', () => {
  test('what was deleted in Google while the access was lost is cancelled, and told once', async () => {
    await connectGoogle(hub(), 'ben');
    const id = await book();
    const [event] = await events();
    await hub().google.revoke(BEN);
    await hub().advance('PT2H');
    const hands = await hub().google.as(BEN);
    await hands('DELETE', `/calendar/v3/calendars/primary/events/${event?.id}`);
    hub().inbox.clear();
    await reconnect();
    await hub().advance('PT5M');
    expect((await booking(id)).status).toBe('cancelled');
    const subjects = (await hub().inbox.to('gina@guests.example')).map(({ subject }) => subject);
    expect(subjects).toEqual(['Cancelled: Intro']);
  });

  test('after the access was taken away the card says so, and the same account brings everything back', async () => {
    await connectGoogle(hub(), 'ben');
    const id = await book();
    const [event] = await events();
    await hub().google.revoke(BEN);
    await hub().advance('PT2H');
    expect(await card()).toMatchObject({
      state: 'needs_reauth',
      reason: 'revoked',
      actions: ['reconnect', 'disconnect'],
    });
    const moved = { start: '2027-01-06T10:00:00Z', end: '2027-01-06T11:00:00Z' };
    expect(await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: moved })).toMatchObject({
      status: 409,
    });
    const retitled = { title: 'Second talk' };
    expect(await hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body: retitled })).toMatchObject({
      status: 200,
    });
    await hub().advance('PT5M');
    expect((await booking(id)).hosts[0]?.calendar.state).toBe('parked');
    expect((await reconnect()).get('result')).toBe('ok');
    await hub().advance('PT2M');
    expect((await card()).state).toBe('connected');
    expect((await booking(id)).hosts[0]?.calendar.state).toBe('synced');
    expect(await events()).toMatchObject([{ id: event?.id, summary: 'Second talk' }]);
  });

  test('our own events are nobody’s busy time afterwards', async () => {
    await connectGoogle(hub(), 'ben');
    const id = await book();
    await reconnect();
    await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: {} });
    await hub().advance('PT2M');
    expect(await events()).toEqual([]);
    const answer = await hub().ask(
      z.object({ items: z.array(z.looseObject({ busy: z.array(z.unknown()), known: z.boolean() })) }),
      'GET',
      '/v1/availability?users=ben&from=2027-01-05T00:00:00Z&to=2027-01-06T00:00:00Z&zone=UTC',
      { user: 'ben' },
    );
    expect(answer.items[0]).toMatchObject({ known: true, busy: [] });
  });

  test('another account than the one to be renewed is refused, and the first stays', async () => {
    await connectGoogle(hub(), 'ben');
    const before = await card();
    expect((await reconnect('other@gmail.example')).get('code')).toBe('different_account');
    expect(await card()).toEqual(before);
    expect((await hub().google.state()).grants.map(({ account }) => account)).toEqual([BEN]);
  });
});

describe('a Meet link that is to follow', () => {
  const MEET = { location: { kind: 'google_meet' } };
  const gina = () => hub().inbox.to('gina@guests.example');

  test('follows when the host connects again, in one mail to each', async () => {
    await connectGoogle(hub(), 'ben');
    const id = await book(MEET);
    await off('release');
    hub().inbox.clear();
    await connectGoogle(hub(), 'ben');
    await hub().advance('PT2M');
    const { conference, hosts } = await booking(id);
    expect(conference).toMatchObject({ kind: 'google_meet', state: 'ready' });
    expect(hosts[0]?.calendar.state).toBe('synced');
    expect(await events()).toMatchObject([{ summary: 'Intro' }]);
    const [mail, ...more] = await gina();
    expect(more).toEqual([]);
    expect(mail?.text).toContain(conference?.joinUrl);
    expect(await hub().inbox.to('ben@acme.example')).toHaveLength(1);
    await reconnect();
    await hub().advance('PT2M');
    expect(await events()).toHaveLength(1);
    expect(await gina()).toHaveLength(1);
  });

  test('follows when a co-host connects who can make it', async () => {
    await connectGoogle(hub(), 'ben');
    const id = await book({ ...MEET, hosts: ['ben', 'chloe'] });
    await off('release');
    await connectGoogle(hub(), 'chloe');
    await hub().advance('PT2M');
    expect((await booking(id)).conference).toMatchObject({ state: 'ready' });
    expect(await events('chloe@gmail.example')).toMatchObject([{ summary: 'Intro' }]);
    expect(await events()).toEqual([]);
  });

  test('follows when a co-host switches Meet on', async () => {
    await connectGoogle(hub(), 'chloe');
    await hub().call('DELETE', '/v1/me/integrations/google_meet', { user: 'chloe' });
    await connectGoogle(hub(), 'ben');
    const id = await book({ ...MEET, hosts: ['ben', 'chloe'] });
    await off('release');
    expect((await booking(id)).conference).toMatchObject({ state: 'pending' });
    const { status } = await hub().call('POST', '/v1/me/integrations/google_meet/connect', {
      user: 'chloe',
      body: { returnUrl: 'http://127.0.0.1/app' },
    });
    await hub().advance('PT2M');
    expect(status).toBe(200);
    expect((await booking(id)).conference).toMatchObject({ state: 'ready' });
  });

  test('was never said: who has our invitation gets no second entry', async () => {
    await connectGoogle(hub(), 'ben');
    const id = await book();
    await off('release');
    const before = await booking(id);
    await connectGoogle(hub(), 'ben');
    await hub().advance('PT2M');
    expect(await booking(id)).toEqual(before);
    expect(await events()).toEqual([]);
  });
});

describe('events that were kept', () => {
  const patch = (id: string, body: object) =>
    hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ben', body });
  const LATER = { start: '2027-01-05T10:10:00Z', end: '2027-01-05T11:10:00Z' };

  test('are the booking’s own again when the same account comes back, and nobody’s busy time', async () => {
    await connectGoogle(hub(), 'ben');
    const id = await book({ location: { kind: 'google_meet' } });
    const before = await booking(id);
    const [event] = await events();
    await off('keep');
    hub().inbox.clear();
    await connectGoogle(hub(), 'ben');
    await hub().advance('PT2M');
    expect(await booking(id)).toEqual(before);
    expect(await events()).toEqual([event]);
    expect(await hub().inbox.all()).toEqual([]);
    expect(await patch(id, LATER)).toMatchObject({ status: 200, body: { conflicts: [] } });
    await hub().advance('PT2M');
    expect((await booking(id)).conference).toEqual(before.conference);
    const start = await events();
    expect(start).toMatchObject([{ id: event?.id, summary: 'Intro' }]);
    expect(JSON.stringify(start)).toContain('10:10:00');
  });

  test('follow what became of the booking meanwhile', async () => {
    await connectGoogle(hub(), 'ben');
    const id = await book();
    await off('keep');
    expect(await patch(id, { ...LATER, title: 'Second talk' })).toMatchObject({ status: 200 });
    await connectGoogle(hub(), 'ben');
    await hub().advance('PT2M');
    expect((await booking(id)).hosts[0]?.calendar.state).toBe('synced');
    const left = await events();
    expect(left).toMatchObject([{ summary: 'Second talk' }]);
    expect(JSON.stringify(left)).toContain('10:10:00');
  });

  test('go when their booking was cancelled meanwhile, however often they were made anew before', async () => {
    await connectGoogle(hub(), 'ben');
    const id = await book({ hosts: ['ben', 'chloe'] });
    const asHosts = (...hosts: string[]) =>
      hub().call('PATCH', `/v1/bookings/${id}`, { user: 'ada', body: { hosts } });
    for (let turn = 0; turn < 6; turn += 1) {
      await asHosts('chloe');
      await hub().advance('PT2M');
      await asHosts('ben', 'chloe');
      await hub().advance('PT2M');
    }
    const [event] = await events();
    expect(eventId(id, 'ben', 6)).toBe(event?.id);
    await off('keep');
    await connectGoogle(hub(), 'ben');
    await hub().advance('PT2M');
    expect((await booking(id)).hosts[0]?.calendar).toMatchObject({ state: 'synced', eventId: event?.id });
    await off('keep');
    await hub().call('POST', `/v1/bookings/${id}/cancel`, { user: 'ben', body: {} });
    expect(await events()).toHaveLength(1);
    await connectGoogle(hub(), 'ben');
    await hub().advance('PT2M');
    expect(await events()).toEqual([]);
  });

  test('of a co-host who was invited are a copy of the organizer’s again', async () => {
    await connectGoogle(hub(), 'ben');
    await connectGoogle(hub(), 'chloe');
    const id = await book({ hosts: ['chloe', 'ben'] });
    const before = await booking(id);
    await off('keep');
    await connectGoogle(hub(), 'ben');
    await hub().advance('PT2M');
    expect(await booking(id)).toEqual(before);
    expect(await patch(id, LATER)).toMatchObject({ status: 200 });
  });
});
