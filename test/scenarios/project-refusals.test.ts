import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connectGoogle } from '../support/connect-google.ts';
import { type Hub, useHub } from '../support/hub.ts';
import { callsSince, inGoogle, liveEvents, readBooking } from '../support/meeting.ts';
import { book, Problem } from '../support/order.ts';
import { storedItems } from '../support/stored-items.ts';

const hub = useHub();
/** Thirty people connect, on a machine that does other things. */
const PATIENCE_MS = 60_000;

const refuse = (word: 'accessNotConfigured' | 'dailyLimitExceeded' | null) =>
  hub().google.control('project', { refuses: word });

const mark = async ({ google }: Hub): Promise<number> => (await google.state()).calls.length;

const Busy = z.looseObject({
  items: z.array(
    z.looseObject({
      userId: z.string(),
      known: z.boolean(),
      asOf: z.string().optional(),
      busy: z.array(z.unknown()),
    }),
  ),
});

const availability = (user: string) =>
  hub().ask(
    Busy,
    'GET',
    `/v1/availability?users=${user}&from=2027-01-05T00:00:00Z&to=2027-01-06T00:00:00Z&zone=UTC`,
    { user: 'ada' },
  );

const states = async (): Promise<unknown[]> =>
  (await storedItems(hub(), 'USER#'))
    .filter(({ sk }) => String(sk).startsWith('CONNECTION#'))
    .map(({ state }) => state);

/** Colleagues of one org, beyond those of the demo. */
const member = (index: number) => ({
  sub: `member-${index}`,
  org: 'acme',
  role: 'member',
  email: `member-${index}@acme.example`,
  name: `Member ${index}`,
});

describe('Google refuses the whole hub', () => {
  it('thirty calendars ask a few times in ten minutes, nothing is lost, and all catch up afterwards', {
    timeout: PATIENCE_MS,
  }, async () => {
    const { settle, advance, dlq, google, logs } = hub();
    const people = Array.from({ length: 30 }, (_, index) => member(index));
    await Promise.all(people.map((person) => connectGoogle(hub(), person)));
    const own = await google.as('member-7@gmail.example');
    await refuse('accessNotConfigured');
    const before = await mark(hub());
    for (const { sub } of people) {
      const act = await google.as(`${sub}@gmail.example`);
      await act('POST', '/calendar/v3/calendars/primary/events', {
        summary: 'Dentist',
        start: { dateTime: '2027-01-05T10:00:00Z' },
        end: { dateTime: '2027-01-05T11:00:00Z' },
      });
    }
    await settle();
    await advance('PT10M');
    const calls = await callsSince(hub(), before);
    // One that learns it, then one question after 30 s, 60 s, 120 s, 240 s, each up to a minute late.
    expect(calls.length).toBeGreaterThanOrEqual(3);
    expect(calls.length).toBeLessThanOrEqual(8);
    expect(new Set(await states())).toEqual(new Set(['connected']));
    const opened = logs().filter((line) => line.includes('breaker.opened'));
    expect(opened[0]).toContain('"word":"accessNotConfigured"');
    await refuse(null);
    await advance('PT20M');
    for (const { sub } of people.slice(0, 3)) {
      const [item] = (await availability(sub)).items;
      expect(item?.busy).toHaveLength(1);
    }
    const rows = (await storedItems(hub(), 'FEED#')).filter(({ sk }) => String(sk).startsWith('EVENT#'));
    expect(rows).toHaveLength(30);
    expect(logs().filter((line) => line.includes('breaker.closed'))).toHaveLength(1);
    expect(dlq('sync')).toBe(0);
    expect(await own('GET', '/calendar/v3/calendars/primary/events')).toMatchObject({
      items: [expect.objectContaining({ summary: 'Dentist' })],
    });
  });

  it('a booking made meanwhile stands, and is written once when it is over', async () => {
    const { settle, advance } = hub();
    await connectGoogle(hub(), 'ben');
    await refuse('dailyLimitExceeded');
    const { id } = await book(hub(), { guests: [] });
    await settle();
    expect((await readBooking(hub(), id)).hosts[0]?.calendar).toMatchObject({
      state: 'pending',
      reason: 'dailyLimitExceeded',
    });
    await advance('PT5M');
    await refuse(null);
    const before = await mark(hub());
    await advance('PT10M');
    expect((await readBooking(hub(), id)).hosts[0]?.calendar.state).toBe('synced');
    expect(await liveEvents(hub(), 'ben')).toHaveLength(1);
    expect((await callsSince(hub(), before)).filter((call) => call === 'POST events')).toHaveLength(1);
  });

  it('what was imported answers for the calendar, and asks nothing once it is known', async () => {
    const { settle } = hub();
    await connectGoogle(hub(), 'ben');
    const { add } = await inGoogle(hub(), 'ben');
    await add({
      summary: 'Dentist',
      start: { dateTime: '2027-01-05T10:00:00Z' },
      end: { dateTime: '2027-01-05T11:00:00Z' },
    });
    await settle();
    await refuse('accessNotConfigured');
    expect((await availability('ben')).items[0]).toMatchObject({ known: true, asOf: expect.any(String) });
    const before = await mark(hub());
    const [item] = (await availability('ben')).items;
    expect(item).toMatchObject({
      known: true,
      asOf: expect.any(String),
      busy: [{ start: '2027-01-05T10:00:00.000Z', end: '2027-01-05T11:00:00.000Z' }],
    });
    expect(await callsSince(hub(), before)).toEqual([]);
  });

  it('nobody is sent to consent meanwhile: 503 says when to come back', async () => {
    const { call, advance } = hub();
    await connectGoogle(hub(), 'ben');
    await refuse('accessNotConfigured');
    await availability('ben');
    const connect = () =>
      call('POST', '/v1/me/integrations/google_calendar/connect', {
        user: 'chloe',
        body: { returnUrl: 'http://127.0.0.1/app' },
      });
    const { status, headers, body } = await connect();
    expect([status, headers['retry-after']]).toEqual([503, '30']);
    expect(Problem.parse(body).code).toBe('provider_unavailable');
    expect(await storedItems(hub(), 'ATTEMPT#')).toHaveLength(1);
    await refuse(null);
    await advance('PT1M');
    expect((await connect()).status).toBe(200);
  });

  it('whoever consents just then is connected, and their calendar is read and watched when it is over', async () => {
    const { google, call, ask, settle, advance, dlq } = hub();
    const CARD = '/v1/me/integrations/google_calendar';
    await google.account({ email: 'ben@gmail.example', name: 'Ben' });
    const { authorizeUrl } = await ask(z.looseObject({ authorizeUrl: z.url() }), 'POST', `${CARD}/connect`, {
      user: 'ben',
      body: { returnUrl: 'http://127.0.0.1/app' },
    });
    const redirectTo = await google.consent({ authorizeUrl, account: 'ben@gmail.example' });
    await refuse('accessNotConfigured');
    const { headers } = await call('GET', redirectTo);
    const back = new URL(headers.location ?? '').searchParams;
    expect(back.get('result')).toBe('ok');
    await ask(z.unknown(), 'POST', `${CARD}/complete`, {
      user: 'ben',
      body: { attempt: back.get('attempt') },
    });
    await settle();
    await advance('PT5M');
    expect(await states()).toEqual(['connected']);
    expect((await google.state()).channels).toEqual([]);
    await refuse(null);
    await advance('PT15M');
    expect((await google.state()).channels).toHaveLength(1);
    expect((await availability('ben')).items[0]).toMatchObject({ known: true });
    expect([dlq('provision'), dlq('sync')]).toEqual([0, 0]);
  });

  it('somebody who leaves meanwhile is waited for, and then nothing of ours is left', async () => {
    const { google, call, settle, advance, dlq } = hub();
    await connectGoogle(hub(), 'ben');
    await book(hub(), { guests: [] });
    await settle();
    await refuse('accessNotConfigured');
    const { status } = await call('DELETE', '/v1/me/integrations/google_calendar', { user: 'ben' });
    expect(status).toBe(202);
    await settle();
    await advance('PT5M');
    expect(await states()).toEqual(['disconnecting']);
    expect(await liveEvents(hub(), 'ben')).toHaveLength(1);
    await refuse(null);
    await advance('PT20M');
    expect([await states(), await liveEvents(hub(), 'ben')]).toEqual([[], []]);
    expect((await google.state()).channels).toEqual([]);
    expect(dlq('provision')).toBe(0);
  });

  it('a client secret that Google does not know ends nothing: tokens are asked for a few times, and then work again', async () => {
    const { google, settle, advance } = hub();
    await connectGoogle(hub(), 'ben');
    await connectGoogle(hub(), 'chloe');
    await google.fault({ match: { path: '^/token$' }, status: 401, times: 1_000 });
    await advance('PT56M');
    const before = await mark(hub());
    const { id } = await book(hub(), { guests: [] });
    await settle();
    await advance('PT10M');
    const asked = (await callsSince(hub(), before)).filter((call) => call === 'POST /token');
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.length).toBeLessThanOrEqual(10);
    expect(await states()).toEqual(['connected', 'connected']);
    await google.clearFaults();
    await advance('PT30M');
    expect((await readBooking(hub(), id)).hosts[0]?.calendar.state).toBe('synced');
  });
});
