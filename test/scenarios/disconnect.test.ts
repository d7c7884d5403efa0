import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { BookingView } from '../../events/http/booking-view.ts';
import { Card, DisconnectPreview } from '../../events/http/integrations.ts';
import { RunReply } from '../../events/http/runs.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { connectionSecrets } from '../support/connection-secrets.ts';
import { useHub } from '../support/hub.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/google_calendar';
const BEN = 'ben@gmail.example';

const card = (user = 'ben', platform = 'google_calendar') =>
  hub().ask(Card, 'GET', `/v1/me/integrations/${platform}`, { user });
const off = async (query = '', user = 'ben') => {
  const { run } = await hub().ask(z.object({ run: RunReply }), 'DELETE', `${CARD}${query}`, { user });
  return run;
};
const readRun = (id: string, user = 'ben') => hub().ask(RunReply, 'GET', `/v1/runs/${id}`, { user });
const booking = (id: string) => hub().ask(BookingView, 'GET', `/v1/bookings/${id}`, { user: 'ben' });
/** What is really in somebody's calendar, as Google tells them. */
const events = async (of: string): Promise<unknown[]> => {
  const ask = await hub().google.as(of);
  return z.array(z.unknown()).parse((await ask('GET', '/calendar/v3/calendars/primary/events')).items);
};

const book = async (more: object = {}) => {
  const made = await hub().ask(BookingView, 'POST', '/v1/bookings', {
    user: 'ben',
    body: {
      ...{
        title: 'Intro',
        start: '2027-01-05T10:00:00Z',
        end: '2027-01-05T11:00:00Z',
        zone: 'Europe/Prague',
      },
      hosts: ['ben'],
      guests: [{ email: 'gina@guests.example', name: 'Gina' }],
      location: { kind: 'google_meet' },
      ...more,
    },
  });
  // Google takes a moment to make a Meet link.
  await hub().advance('PT2M');
  return made;
};

describe('disconnecting', () => {
  test('[INT-21] off, then on with another account: nothing of the first account is left', async () => {
    await connectGoogle(hub(), 'ben', { email: 'wrong@gmail.example' });
    const { google, settle } = hub();
    const wrong = await google.as('wrong@gmail.example');
    await wrong('POST', '/calendar/v3/calendars/primary/events', {
      ...{
        summary: 'Dentist',
        start: { dateTime: '2027-01-06T09:00:00Z' },
        end: { dateTime: '2027-01-06T10:00:00Z' },
      },
    });
    await settle();
    await book({ location: { kind: 'in_person' } });
    const [secret] = connectionSecrets(hub());
    const run = await off();
    expect(run).toMatchObject({ kind: 'disconnect', state: 'queued' });
    expect((await card()).state).toBe('disconnecting');
    await hub().advance('PT3M');
    expect(await readRun(run.id)).toMatchObject({
      state: 'done',
      result: { grant: 'revoked', channelsStopped: 1, importedRemoved: 1, removed: 1, couldNotRemove: 0 },
    });
    expect((await card()).state).toBe('not_connected');
    expect(connectionSecrets(hub())).toEqual([]);
    expect(await connectGoogle(hub(), 'ben', { email: 'right@gmail.example' })).toMatchObject({
      state: 'connected',
      accountLabel: 'right@gmail.example',
      accounts: [{ label: 'right@gmail.example' }],
    });
    const state = await google.state();
    expect(state.grants.map(({ account }) => account)).toEqual(['right@gmail.example']);
    expect(state.channels).toHaveLength(1);
    expect(await events('wrong@gmail.example')).toMatchObject([{ summary: 'Dentist' }]);
    expect(connectionSecrets(hub())).not.toContain(secret);
    expect(connectionSecrets(hub())).toHaveLength(1);
    const free = await hub().ask(
      z.object({ items: z.array(z.looseObject({ busy: z.array(z.unknown()) })) }),
      'GET',
      '/v1/availability?users=ben&from=2027-01-06T00:00:00Z&to=2027-01-07T00:00:00Z&zone=UTC',
      { user: 'ben' },
    );
    expect(free.items[0]?.busy).toEqual([]);
  });

  test('with the ETag of a card that has changed since is refused, and the card stays connected', async () => {
    await connectGoogle(hub(), 'ben');
    await hub().settle();
    const seen = (await hub().call('GET', CARD, { user: 'ben' })).headers.etag ?? '';
    const withTag = (tag: string) =>
      hub().call('DELETE', CARD, { user: 'ben', headers: { 'if-match': tag } });
    expect(await withTag('"older"')).toMatchObject({ status: 412, body: { code: 'stale' } });
    expect((await card()).state).toBe('connected');
    expect((await withTag(seen)).status).toBe(202);
  });

  test('[MEET-07] disconnecting the calendar switches both cards off, and says so beforehand', async () => {
    await connectGoogle(hub(), 'ben');
    await book();
    const preview = await hub().ask(DisconnectPreview, 'DELETE', `${CARD}?dryRun=true`, { user: 'ben' });
    expect(preview).toEqual({
      ...{
        platforms: ['google_calendar', 'google_meet'],
        events: 1,
        bookingsAffected: 1,
        bookingsLosingLink: 1,
      },
    });
    expect((await card()).state).toBe('connected');
    await off();
    await hub().advance('PT3M');
    expect((await card('ben', 'google_calendar')).state).toBe('not_connected');
    expect((await card('ben', 'google_meet')).state).toBe('not_connected');
  });

  test('by default bookings stand, their events go, and a Meet link follows later', async () => {
    await connectGoogle(hub(), 'ben');
    const { id } = await book();
    expect((await booking(id)).conference).toMatchObject({ state: 'ready' });
    expect(await events(BEN)).toHaveLength(1);
    hub().inbox.clear();
    await off();
    await hub().advance('PT2M');
    expect(await events(BEN)).toEqual([]);
    const left = await booking(id);
    expect(left).toMatchObject({
      status: 'confirmed',
      conference: { kind: 'google_meet', state: 'pending' },
    });
    expect(left.hosts[0]?.calendar.state).toBe('not_connected');
    expect(await hub().inbox.to('gina@guests.example')).toHaveLength(1);
    expect(await hub().inbox.to('ben@acme.example')).toHaveLength(1);
  });

  test('with bookings=cancel they are cancelled and everybody is told', async () => {
    await connectGoogle(hub(), 'ben');
    const { id } = await book();
    hub().inbox.clear();
    const run = await off('?bookings=cancel');
    await hub().advance('PT2M');
    expect((await booking(id)).status).toBe('cancelled');
    expect(await events(BEN)).toEqual([]);
    expect((await readRun(run.id)).result).toMatchObject({ cancelled: 1, removed: 1 });
    const [mail, ...more] = await hub().inbox.to('gina@guests.example');
    expect(more).toEqual([]);
    expect(mail?.subject).toContain('Intro');
  });

  test('with bookings=keep the events stay where they are', async () => {
    await connectGoogle(hub(), 'ben');
    const { id } = await book();
    hub().inbox.clear();
    const run = await off('?bookings=keep');
    await hub().advance('PT2M');
    expect(await events(BEN)).toHaveLength(1);
    expect(await booking(id)).toMatchObject({ status: 'confirmed', conference: { state: 'ready' } });
    expect((await readRun(run.id)).result).toMatchObject({ kept: 1, removed: 0 });
    expect(await hub().inbox.all()).toEqual([]);
  });

  test('a connected co-host takes over: the link moves to their calendar', async () => {
    await connectGoogle(hub(), 'ben');
    await connectGoogle(hub(), 'chloe');
    const { id } = await book({ hosts: ['ben', 'chloe'] });
    const before = await booking(id);
    await off();
    await hub().advance('PT2M');
    const after = await booking(id);
    expect(after).toMatchObject({ status: 'confirmed', conference: { state: 'ready' } });
    expect(after.conference?.joinUrl).not.toBe(before.conference?.joinUrl);
    expect(await events('chloe@gmail.example')).toHaveLength(1);
    expect(await events(BEN)).toEqual([]);
  });

  test('a second click returns the same run, and nobody else can read it', async () => {
    await connectGoogle(hub(), 'ben');
    const run = await off();
    expect((await off()).id).toBe(run.id);
    await hub().settle();
    expect((await off()).id).toBe(run.id);
    await hub().advance('PT3M');
    expect((await readRun(run.id, 'ada')).state).toBe('done');
    for (const user of ['chloe', 'gus'])
      expect(await hub().call('GET', `/v1/runs/${run.id}`, { user })).toMatchObject({ status: 404 });
    expect(await hub().call('DELETE', CARD, { user: 'ben' })).toMatchObject({ status: 404 });
  });

  test('while Google is out of reach the run waits, and ends when it is back', async () => {
    await connectGoogle(hub(), 'ben');
    const { id } = await book();
    await hub().google.fault({ match: { method: 'DELETE', path: '/calendar/v3/' }, status: 503, times: 50 });
    const run = await off();
    await hub().settle();
    expect((await readRun(run.id)).state).toBe('running');
    expect((await card()).state).toBe('disconnecting');
    await hub().google.clearFaults();
    await hub().advance('PT10M');
    expect((await readRun(run.id)).state).toBe('done');
    expect(await events(BEN)).toEqual([]);
    expect((await booking(id)).status).toBe('confirmed');
    expect(hub().dlq('provision')).toBe(0);
  });

  test('an access taken away at Google does not keep a person from disconnecting', async () => {
    await connectGoogle(hub(), 'ben');
    await book();
    await hub().google.revoke(BEN);
    const run = await off();
    await hub().advance('PT2M');
    expect(await readRun(run.id)).toMatchObject({ state: 'done', result: { couldNotRemove: 1, removed: 0 } });
    expect((await card()).state).toBe('not_connected');
    expect(connectionSecrets(hub())).toEqual([]);
  });

  test('a connection of another user is not touched', async () => {
    await connectGoogle(hub(), 'ben');
    await connectGoogle(hub(), 'chloe');
    const before = await card('chloe');
    await off();
    await hub().advance('PT3M');
    expect(await card('chloe')).toEqual(before);
    expect((await hub().google.state()).grants.map(({ account }) => account)).toEqual([
      'chloe@gmail.example',
    ]);
  });
});

describe('replacing', () => {
  const replaceOld = async (): Promise<void> => {
    await connectGoogle(hub(), 'ben', { email: 'old@gmail.example' });
    const { google, ask, call } = hub();
    await google.account({ email: 'new@gmail.example', name: 'Ben' });
    const { authorizeUrl } = await ask(z.looseObject({ authorizeUrl: z.url() }), 'POST', `${CARD}/connect`, {
      user: 'ben',
      body: { returnUrl: 'http://127.0.0.1/app', replace: true },
    });
    const consented = await google.consent({ authorizeUrl, account: 'new@gmail.example' });
    const attempt = new URL((await call('GET', consented)).headers.location ?? '').searchParams.get(
      'attempt',
    );
    await ask(Card, 'POST', `${CARD}/complete`, { user: 'ben', body: { attempt } });
  };
  const expectNewOnly = async (): Promise<void> => {
    expect(await card()).toMatchObject({ state: 'connected', accounts: [{ label: 'new@gmail.example' }] });
    expect((await hub().google.state()).grants.map(({ account }) => account)).toEqual(['new@gmail.example']);
  };

  test('with replace the new account takes the place of the old one', async () => {
    await replaceOld();
    await hub().advance('PT3M');
    await expectNewOnly();
  });

  test('the old account goes also when the first try to finish breaks off', async () => {
    const completing = replaceOld();
    hub().aws.queueServer.faults.add({ kind: 'fail', operation: 'SendMessageBatch', times: 60 });
    await completing;
    hub().aws.queueServer.faults.clear();
    await hub().advance('PT5M');
    await expectNewOnly();
  });
});
