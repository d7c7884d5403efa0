import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { Card } from '../../events/http/integrations.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { connectionSecrets } from '../support/connection-secrets.ts';
import { useHub } from '../support/hub.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/google_calendar';
const RETURN_URL = 'http://127.0.0.1:4000/app?tab=calendars';
const AUTH = 'https://www.googleapis.com/auth/';
const SCOPES = {
  events: `${AUTH}calendar.events`,
  freebusy: `${AUTH}calendar.events.freebusy`,
  list: `${AUTH}calendar.calendarlist.readonly`,
};

const begin = async (user = 'ben', more: object = {}): Promise<URL> => {
  const started = z.object({ authorizeUrl: z.url(), expiresAt: z.string() });
  const body = { returnUrl: RETURN_URL, ...more };
  const { authorizeUrl } = await hub().ask(started, 'POST', `${CARD}/connect`, { user, body });
  return new URL(authorizeUrl);
};

/** Through the provider and back: where the browser is sent by our callback. */
const travel = async (
  authorizeUrl: URL,
  account: string,
  how: { decision?: 'allow' | 'deny'; withhold?: string[] } = {},
): Promise<URL> => {
  const { google, call } = hub();
  await google.account({ email: account, name: account });
  const { status, headers } = await call(
    'GET',
    await google.consent({ authorizeUrl: authorizeUrl.href, account, ...how }),
  );
  expect(status).toBe(302);
  return new URL(headers.location ?? '');
};

const answer = (url: URL): Record<string, string> => Object.fromEntries(url.searchParams);
const complete = (user: string, back: URL) =>
  hub().call('POST', `${CARD}/complete`, { user, body: { attempt: back.searchParams.get('attempt') } });
const card = (user = 'ben', platform = 'google_calendar') =>
  hub().ask(Card, 'GET', `/v1/me/integrations/${platform}`, { user });
const secrets = () => connectionSecrets(hub());

describe('connecting', () => {
  test('[INT-02, MEET-06] the authorize URL carries state, an S256 challenge, the exact redirect URI and only the scopes that are needed', async () => {
    const url = await begin();
    const { state, code_challenge, client_id, ...rest } = answer(url);
    expect(rest).toEqual({
      access_type: 'offline',
      code_challenge_method: 'S256',
      include_granted_scopes: 'true',
      prompt: 'select_account consent',
      redirect_uri: `${hub().url}/v1/oauth/google/callback`,
      response_type: 'code',
      scope: `openid email ${SCOPES.events} ${SCOPES.freebusy} ${SCOPES.list}`,
    });
    expect(state).toMatch(/^att_[a-z2-7]{26}\.[\w-]{43}$/u);
    expect(code_challenge).toMatch(/^[\w-]{43}$/u);
    expect(client_id).not.toBe('');
  });

  test('[INT-03][INT-04] the user who started it completes it, and the card says connected with the account', async () => {
    const back = await travel(await begin(), 'ben@gmail.example');
    expect(back.origin + back.pathname).toBe('http://127.0.0.1:4000/app');
    expect(answer(back)).toEqual({
      tab: 'calendars',
      platform: 'google_calendar',
      result: 'ok',
      attempt: expect.stringMatching(/^att_/u),
      requestId: expect.any(String),
    });
    expect((await card()).state).toBe('not_connected');
    const { status, body } = await complete('ben', back);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      state: 'connected',
      accountLabel: 'ben@gmail.example',
      actions: expect.arrayContaining(['calendars', 'disconnect']),
    });
    expect(await complete('ben', back)).toMatchObject({ status: 200, body: { state: 'connected' } });
    expect(secrets()).toHaveLength(1);
    await hub().settle();
    const { channels } = await hub().google.state();
    expect(channels).toHaveLength(1);
  });

  test('[INT-03] another user who completes the attempt gets 403, and nothing of it is kept', async () => {
    const back = await travel(await begin(), 'ben@gmail.example');
    expect(await complete('chloe', back)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await complete('ben', back)).toMatchObject({ status: 410, body: { code: 'link_expired' } });
    expect((await card('chloe')).state).toBe('not_connected');
    expect((await card('ben')).state).toBe('not_connected');
    expect(secrets()).toEqual([]);
    expect((await hub().google.state()).grants).toEqual([]);
  });

  test('[INT-04] a refusal at the provider leaves the card not connected, with the reason in words', async () => {
    const back = await travel(await begin(), 'ben@gmail.example', { decision: 'deny' });
    expect(answer(back)).toMatchObject({
      platform: 'google_calendar',
      result: 'error',
      code: 'access_denied',
    });
    expect(back.searchParams.has('attempt')).toBe(false);
    expect(await card()).toMatchObject({
      state: 'not_connected',
      reason: 'access_denied',
      help: { text: expect.stringContaining('You did not allow the access') },
    });
  });

  test('[INT-20] a second account without replace is refused, and the first stays untouched', async () => {
    await connectGoogle(hub(), 'ben');
    const before = await card();
    const back = await travel(await begin(), 'ben.other@gmail.example');
    expect(answer(back)).toMatchObject({ result: 'error', code: 'already_connected' });
    await hub().settle();
    expect(await card()).toEqual(before);
    expect(secrets()).toHaveLength(1);
    const { grants } = await hub().google.state();
    expect(grants.map(({ account }) => account)).toEqual(['ben@gmail.example']);
  });

  test('[INT-20] of two accounts that are completed at the same moment one is connected', async () => {
    const backs = [
      await travel(await begin(), 'one@gmail.example'),
      await travel(await begin(), 'two@gmail.example'),
    ];
    const done = await Promise.all(backs.map((back) => complete('ben', back)));
    expect(done.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    await hub().settle();
    expect((await card()).accounts).toHaveLength(1);
    expect(secrets()).toHaveLength(1);
    expect((await hub().google.state()).grants).toHaveLength(1);
  });

  test('[INT-20] the same account again is connected anew, its new token in a secret of its own', async () => {
    await connectGoogle(hub(), 'ben');
    const [first] = secrets();
    await connectGoogle(hub(), 'ben');
    const [second, ...more] = secrets();
    expect(more).toEqual([]);
    expect(second).not.toBe(first);
    expect(await card()).toMatchObject({ state: 'connected', accounts: [{ label: 'ben@gmail.example' }] });
    const { channels } = await hub().google.state();
    expect(channels.filter(({ stopped }) => stopped !== true)).toHaveLength(1);
  });

  test('an account that a colleague has connected is refused, and the colleague keeps it', async () => {
    await connectGoogle(hub(), 'ben', { email: 'team@gmail.example' });
    const back = await travel(await begin('chloe'), 'team@gmail.example');
    expect(answer(back)).toMatchObject({ result: 'error', code: 'account_in_use' });
    expect((await card('chloe')).state).toBe('not_connected');
    expect((await card('ben')).state).toBe('connected');
    expect((await hub().google.state()).grants).toHaveLength(1);
  });

  test('[INT-24, MEET-05] a permission left unticked is named in words, and asked for alone the next time', async () => {
    await connectGoogle(hub(), 'ben', { withhold: [SCOPES.freebusy] });
    expect(await card()).toMatchObject({
      state: 'insufficient_scope',
      missing: [{ id: 'calendar_freebusy', text: expect.stringContaining('busy') }],
      permissions: [
        { id: 'calendar_events', granted: true },
        { id: 'calendar_freebusy', granted: false },
        { id: 'calendar_list', granted: true },
      ],
      actions: ['reconnect', 'disconnect'],
    });
    await hub().call('POST', '/v1/bookings', {
      user: 'ben',
      body: {
        title: 'Intro',
        start: '2027-01-05T10:00:00Z',
        end: '2027-01-05T11:00:00Z',
        zone: 'Europe/Prague',
        hosts: ['ben'],
        location: { kind: 'in_person' },
      },
    });
    await hub().advance('PT5M');
    const { channels, calls } = await hub().google.state();
    expect(channels).toEqual([]);
    expect(calls.filter(({ path }) => path.startsWith('/calendar/'))).toEqual([]);
    const again = await begin();
    expect(again.searchParams.get('scope')).toBe(`openid email ${SCOPES.freebusy}`);
    await complete('ben', await travel(again, 'ben@gmail.example'));
    expect(await card()).toMatchObject({ state: 'connected' });
    expect((await card()).missing).toBeUndefined();
  });

  test('[MEET-04] Meet needs a connected calendar first, and says which and where', async () => {
    const answered = await hub().call('POST', '/v1/me/integrations/google_meet/connect', {
      user: 'ben',
      body: { returnUrl: RETURN_URL },
    });
    expect(answered).toMatchObject({
      status: 409,
      body: {
        code: 'requires_platform',
        requires: 'google_calendar',
        help: { text: 'Manage calendar integration', url: expect.stringContaining('http') },
      },
    });
  });

  test('[MEET-04][MEET-07] connecting the calendar switches both cards on', async () => {
    await connectGoogle(hub(), 'ben');
    expect((await card('ben', 'google_calendar')).state).toBe('connected');
    expect((await card('ben', 'google_meet')).state).toBe('connected');
  });

  test('Meet alone is switched off and on again without consent', async () => {
    await connectGoogle(hub(), 'ben');
    const off = await hub().call('DELETE', '/v1/me/integrations/google_meet', { user: 'ben' });
    expect(off).toMatchObject({ status: 202, body: { run: { kind: 'disconnect', state: 'done' } } });
    expect((await card('ben', 'google_meet')).state).toBe('not_connected');
    expect((await card('ben', 'google_calendar')).state).toBe('connected');
    const on = await hub().call('POST', '/v1/me/integrations/google_meet/connect', {
      user: 'ben',
      body: { returnUrl: RETURN_URL },
    });
    expect(on).toMatchObject({
      status: 200,
      body: { card: { platform: 'google_meet', state: 'connected' } },
    });
  });

  test('an attempt that nobody completes is forgotten after 15 minutes, and its grant given back', async () => {
    const back = await travel(await begin(), 'ben@gmail.example');
    expect((await hub().google.state()).grants).toHaveLength(1);
    await hub().advance('PT17M');
    expect((await hub().google.state()).grants).toEqual([]);
    expect(await complete('ben', back)).toMatchObject({ status: 410, body: { code: 'link_expired' } });
  });
});

describe('the way back', () => {
  const callback = (state: string | undefined, code = '4/0abc') =>
    hub().call('GET', `/v1/oauth/google/callback?${new URLSearchParams({ ...(state && { state }), code })}`);
  const expectPage = async (
    asked: Promise<{ status: number; headers: Record<string, string>; body: unknown }>,
  ) => {
    const { status, headers, body } = await asked;
    expect(status).toBe(400);
    expect(headers['content-type']).toContain('text/html');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers.location).toBeUndefined();
    expect(body).toContain('Nothing was connected');
  };

  test('a state that is missing, forged or of another attempt is a page in words, and causes no call', async () => {
    const state = (await begin()).searchParams.get('state') ?? '';
    const other = (await begin()).searchParams.get('state') ?? '';
    const swapped = `${state.split('.')[0]}.${other.split('.')[1]}`;
    for (const forged of [undefined, 'x', `${state}x`, state.slice(0, -1), swapped])
      await expectPage(callback(forged));
    expect((await hub().google.state()).calls.filter(({ path }) => path === '/token')).toEqual([]);
    expect(answer(await travel(await begin(), 'ben@gmail.example'))).toMatchObject({ result: 'ok' });
  });

  test('a state works once, and the code of a replay is not exchanged', async () => {
    const { google, call } = hub();
    await google.account({ email: 'ben@gmail.example', name: 'Ben' });
    const redirectTo = await google.consent({
      authorizeUrl: (await begin()).href,
      account: 'ben@gmail.example',
    });
    expect(await call('GET', redirectTo)).toMatchObject({ status: 302 });
    await expectPage(call('GET', redirectTo));
    const exchanges = (await google.state()).calls.filter(({ path }) => path === '/token');
    expect(exchanges).toHaveLength(1);
  });

  test('of many parallel ways back one is taken, and of many completions one connection is made', async () => {
    const { google, call } = hub();
    await google.account({ email: 'ben@gmail.example', name: 'Ben' });
    const redirectTo = await google.consent({
      authorizeUrl: (await begin()).href,
      account: 'ben@gmail.example',
    });
    const answers = await Promise.all(Array.from({ length: 10 }, () => call('GET', redirectTo)));
    expect(answers.map(({ status }) => status).sort()).toEqual([
      302,
      ...Array.from({ length: 9 }, () => 400),
    ]);
    const back = new URL(answers.find(({ status }) => status === 302)?.headers.location ?? '');
    const done = await Promise.all(Array.from({ length: 10 }, () => complete('ben', back)));
    expect(new Set(done.map(({ status }) => status))).toEqual(new Set([200]));
    await hub().settle();
    expect((await card()).accounts).toHaveLength(1);
    expect(secrets()).toHaveLength(1);
    expect((await google.state()).channels).toHaveLength(1);
  });

  test('a state that is older than 15 minutes is a page in words', async () => {
    const { google, call, advance } = hub();
    await google.account({ email: 'ben@gmail.example', name: 'Ben' });
    const redirectTo = await google.consent({
      authorizeUrl: (await begin()).href,
      account: 'ben@gmail.example',
    });
    await advance('PT16M');
    await expectPage(call('GET', redirectTo));
  });

  test('a token endpoint that fails leads back with a reason, and nothing is kept', async () => {
    await hub().google.fault({ match: { path: '^/token$' }, status: 503, times: 20 });
    const back = await travel(await begin(), 'ben@gmail.example');
    expect(answer(back)).toMatchObject({ result: 'error', code: 'provider_unavailable' });
    expect(secrets()).toEqual([]);
  });
});

describe('who may connect, and where to', () => {
  test.each([
    'https://evil.example/app',
    'http://127.0.0.1.evil.example/',
    'http://127.0.0.1@evil.example/',
    'http://127.0.0.1:4000@evil.example/',
    'http:\\\\127.0.0.1\\app',
    'http://127.0.0.1\\@evil.example',
    '//127.0.0.1/app',
    'https://127.0.0.1/app',
    'javascript:alert(1)',
    '/app',
    'http://127.0.0.1 /app',
  ])('the return URL %s is refused by name', async (returnUrl) => {
    const answered = await hub().call('POST', `${CARD}/connect`, { user: 'ben', body: { returnUrl } });
    expect(answered).toMatchObject({
      status: 422,
      body: { code: 'invalid_request', errors: [{ field: 'returnUrl', message: expect.any(String) }] },
    });
  });

  test('an assistant and the product’s backend connect nobody', async () => {
    const body = { returnUrl: RETURN_URL };
    const backend = {
      sub: 'ben',
      org: 'acme',
      role: 'admin',
      email: 'ben@acme.example',
      scope: 'hub.service',
    };
    for (const user of ['eve', backend])
      expect(await hub().call('POST', `${CARD}/connect`, { user, body })).toMatchObject({ status: 403 });
    const headers = { 'x-on-behalf-of': 'ben' };
    expect(await hub().call('POST', `${CARD}/connect`, { user: backend, body, headers })).toMatchObject({
      status: 403,
    });
  });

  test('unknown fields, platforms and privacy levels are refused', async () => {
    const refused = async (path: string, body: object) =>
      (await hub().call('POST', path, { user: 'ben', body })).status;
    const ok = { returnUrl: RETURN_URL };
    expect(await refused(`${CARD}/connect`, { ...ok, extra: 1 })).toBe(422);
    expect(await refused(`${CARD}/connect`, { ...ok, privacy: 'none' })).toBe(422);
    expect(await refused('/v1/me/integrations/myspace/connect', ok)).toBe(422);
    expect(await refused(`${CARD}/complete`, { attempt: 'nope' })).toBe(422);
    expect(await refused(`${CARD}/complete`, { attempt: `att_${'a'.repeat(26)}` })).toBe(404);
  });

  test('[INT-05] nobody sees or changes another user’s connection', async () => {
    await connectGoogle(hub(), 'ben');
    const account = (await card('ben')).accounts[0]?.id ?? '';
    expect((await card('chloe')).accounts).toEqual([]);
    const body = { returnUrl: RETURN_URL, account };
    expect(await hub().call('POST', `${CARD}/connect`, { user: 'chloe', body })).toMatchObject({
      status: 404,
    });
    expect(await hub().call('DELETE', `${CARD}?account=${account}`, { user: 'chloe' })).toMatchObject({
      status: 404,
    });
    for (const path of ['/v1/admin/integrations', '/v1/admin/integrations?user=ben', '/v1/admin/users/ben']) {
      const { status, body: told } = await hub().call('GET', path, { user: 'chloe' });
      expect(status).toBe(403);
      expect(JSON.stringify(told)).not.toContain('gmail');
    }
    expect((await card('ben')).state).toBe('connected');
  });
});
