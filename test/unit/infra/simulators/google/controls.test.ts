import { describe, expect, it } from 'vitest';
import { refusal, useGoogle } from './simulated-google.ts';

const ADA = 'ada@acme.example';
const google = useGoogle();
const target = { calendarId: 'primary', eventId: 'abc123' };
const TALK = {
  id: 'abc123',
  start: { dateTime: '2027-01-05T09:00:00Z' },
  end: { dateTime: '2027-01-05T10:00:00Z' },
};

const app = async () => {
  await google().account(ADA);
  return (await google().app(ADA)).events;
};

describe('faults', () => {
  it('meet as many matching calls as ordered, in Google’s own words', async () => {
    const events = await app();
    await google().control('faults', { match: { method: 'GET', path: '/events$' }, status: 503, times: 2 });
    const list = () => events.list({ calendarId: 'primary' });
    expect(await refusal(list())).toEqual({ status: 503, reason: 'backendError', domain: 'global' });
    expect((await events.insert({ calendarId: 'primary', requestBody: TALK })).status).toBe(200);
    expect(await refusal(list())).toMatchObject({ status: 503 });
    expect((await list()).status).toBe(200);
  });

  it.each([
    [403, 'rateLimitExceeded', 'usageLimits'],
    [429, 'rateLimitExceeded', 'usageLimits'],
    [401, 'authError', 'global'],
    [410, 'fullSyncRequired', 'calendar'],
  ])('of %i say %s', async (status, reason, domain) => {
    const events = await app();
    await google().control('faults', { match: { path: 'events' }, status });
    expect(await refusal(events.list({ calendarId: 'primary' }))).toEqual({ status, reason, domain });
  });

  it.each(['accessNotConfigured', 'dailyLimitExceeded'])(
    'of the whole project refuse every call of the app with %s until they end, and no person',
    async (word) => {
      const events = await app();
      await google().account('ben@acme.example');
      const other = (await google().app('ben@acme.example')).events;
      await google().control('project', { refuses: word });
      for (const each of [events, other])
        expect(await refusal(each.list({ calendarId: 'primary' }))).toEqual({
          status: 403,
          reason: word,
          domain: 'usageLimits',
        });
      await google().control('project', { testing: false });
      expect(await refusal(events.list({ calendarId: 'primary' }))).toMatchObject({ reason: word });
      await google().control('project', { refuses: null });
      expect((await events.list({ calendarId: 'primary' })).status).toBe(200);
    },
  );

  it('take a body and headers of one’s own, such as a page of a broken proxy', async () => {
    await app();
    await google().control('faults', {
      match: { path: 'events' },
      status: 502,
      body: '<html>Bad gateway',
      headers: { 'content-type': 'text/html', 'retry-after': '7' },
    });
    const response = await fetch(`${google().url}/calendar/v3/calendars/primary/events`);
    expect([
      response.status,
      response.headers.get('retry-after'),
      response.headers.get('content-type'),
    ]).toEqual([502, '7', 'text/html']);
    expect(await response.text()).toBe('<html>Bad gateway');
  });

  it('cut the connection before or after the work is done', async () => {
    const events = await app();
    await google().control('faults', { match: { method: 'POST' }, reset: true });
    await google().control('faults', { match: { method: 'POST' }, reset: true, afterCommit: true });
    const insert = () => events.insert({ calendarId: 'primary', requestBody: TALK });
    await expect(insert()).rejects.toThrow();
    expect(await refusal(events.get(target))).toMatchObject({ status: 404 });
    await expect(insert()).rejects.toThrow();
    expect((await events.get(target)).status).toBe(200);
    expect(await refusal(insert())).toMatchObject({ status: 409 });
  });

  it('replace the answer after the work is done', async () => {
    const events = await app();
    await events.insert({ calendarId: 'primary', requestBody: TALK });
    await google().control('faults', { match: { method: 'DELETE' }, status: 500, afterCommit: true });
    expect(await refusal(events.delete(target))).toMatchObject({ status: 500 });
    expect(await refusal(events.delete(target))).toMatchObject({ status: 410 });
  });

  it('delay an answer that is otherwise right', async () => {
    const events = await app();
    await google().control('faults', { match: { path: 'events' }, delayMs: 60 });
    const began = performance.now();
    expect((await events.list({ calendarId: 'primary' })).status).toBe(200);
    expect(performance.now() - began).toBeGreaterThanOrEqual(55);
  });

  it('strike the token endpoint in its own shape', async () => {
    await google().account(ADA);
    const { refresh_token = '' } = await google().connect(ADA);
    await google().control('faults', { match: { path: '^/token$' }, status: 500 });
    const response = await google().refresh(refresh_token);
    expect([response.status, JSON.parse(await response.text()).error]).toEqual([500, 'internal_failure']);
    expect((await google().refresh(refresh_token)).status).toBe(200);
  });

  it('spare what a person does, and can be taken back', async () => {
    const events = await app();
    const person = (await google().person(ADA)).events;
    await google().control('faults', { match: {}, status: 503, times: 9 });
    expect((await person.list({ calendarId: 'primary' })).status).toBe(200);
    expect(await refusal(events.list({ calendarId: 'primary' }))).toMatchObject({ status: 503 });
    await fetch(`${google().url}/_control/faults`, { method: 'DELETE' });
    expect((await events.list({ calendarId: 'primary' })).status).toBe(200);
  });
});

describe('the state', () => {
  it('shows accounts, events with their owner, channels, grants and what apps called', async () => {
    const events = await app();
    await events.insert({ calendarId: 'primary', requestBody: { ...TALK, summary: 'Talk' } });
    await google().control('faults', { match: { method: 'DELETE' }, reset: true });
    await events.delete(target).catch(() => undefined);
    await (await google().person(ADA)).events.list({ calendarId: 'primary' });
    const state = await google().state();
    expect(state.accounts).toMatchObject([
      {
        email: ADA,
        name: 'ada Example',
        zone: 'UTC',
        meet: 'pending',
        calendars: [{ id: ADA, role: 'owner', primary: true }],
      },
    ]);
    expect(state.events).toMatchObject([
      { id: 'abc123', account: ADA, calendar: ADA, summary: 'Talk', status: 'confirmed' },
    ]);
    expect(state.grants).toMatchObject([{ account: ADA, refreshTokens: 1 }]);
    expect([state.channels, state.subscriptions, state.meetings]).toEqual([[], [], []]);
    expect(state.calls?.map(({ method, path, status, at }) => [method, path, status, typeof at])).toEqual([
      ['POST', '/token', 200, 'string'],
      ['POST', '/calendar/v3/calendars/primary/events', 200, 'string'],
      ['DELETE', '/calendar/v3/calendars/primary/events/abc123', 0, 'string'],
    ]);
  });

  it('is empty after a reset, on the same port', async () => {
    const { url } = google();
    await app();
    google().simulator.reset();
    expect(google().url).toBe(url);
    expect(await google().state()).toMatchObject({
      accounts: [],
      events: [],
      channels: [],
      grants: [],
      calls: [],
    });
  });
});

describe('a wrong order', () => {
  it.each([
    ['accounts', { name: 'Ada' }, 'email'],
    ['accounts', { email: ADA, name: 'Ada', zone: 'Mars/Base' }, 'zone'],
    [
      'accounts',
      { email: ADA, name: 'Ada', calendars: [{ summary: 'x', role: 'king' }] },
      'calendars.0.role',
    ],
    ['accounts', { email: ADA, name: 'Ada', meet: 'never' }, 'meet'],
    ['accounts', { email: ADA, name: 'Ada', nonsense: 1 }, 'nonsense'],
    ['consent', { authorizeUrl: 'https://else.example/', account: ADA, decision: 'allow' }, 'authorizeUrl'],
    ['consent', { authorizeUrl: 'https://else.example/', account: ADA, decision: 'maybe' }, 'decision'],
    ['token', { account: 'nobody@acme.example' }, 'account'],
    ['revoke', {}, 'account'],
    ['faults', { match: { path: '(' }, status: 500 }, 'match.path'],
    ['faults', { match: {}, status: 99 }, 'status'],
    ['webhooks', { mode: 'lose' }, 'mode'],
    ['webhooks', { mode: 'drop', rate: 2 }, 'rate'],
    ['limits', { userPerMinute: 0 }, 'userPerMinute'],
    ['expire-sync-tokens', {}, 'account'],
  ])('to %s (%o) is refused by the name of %s', async (path, body, field) => {
    const response = await google().post(`/_control/${path}`, body);
    expect(response.status).toBe(400);
    expect(JSON.parse(await response.text()).error).toContain(field);
  });

  it('that is no JSON, or that nobody knows, is refused', async () => {
    const broken = await fetch(`${google().url}/_control/accounts`, { method: 'POST', body: '{' });
    expect(broken.status).toBe(400);
    expect((await google().post('/_control/nothing', {})).status).toBe(404);
  });
});
