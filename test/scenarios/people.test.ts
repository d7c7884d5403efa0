import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { AdminIntegrationsReply } from '../../events/http/integrations.ts';
import { PeopleReply } from '../../events/http/people.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { connectionSecrets } from '../support/connection-secrets.ts';
import { useHub } from '../support/hub.ts';

const hub = useHub();
const USERS = '/v1/admin/users';
const zoe = { name: 'Zoë Čapková', email: 'zoe.capek@acme.example' };

const put = (id: string, body: object, more: { user?: string; headers?: Record<string, string> } = {}) =>
  hub().call('PUT', `${USERS}/${id}`, { user: 'ada', body, ...more });
const integrations = (query = '', user = 'ada') =>
  hub().ask(AdminIntegrationsReply, 'GET', `/v1/admin/integrations${query}`, { user });
const names = ({ items }: z.infer<typeof AdminIntegrationsReply>) => items.map(({ user }) => user.id);
const people = async (query = '', user = 'ada') =>
  (await hub().ask(PeopleReply, 'GET', `${USERS}${query}`, { user })).items.map(({ id }) => id);

describe('people', () => {
  test('whoever signs in is met, with what their token tells and what the organization allows', async () => {
    const user = { sub: 'new#1', org: 'acme', role: 'member', email: 'new@acme.example', name: 'New One' };
    const first = await hub().call('GET', '/v1/me', { user });
    expect(first).toMatchObject({
      status: 200,
      body: {
        id: 'new#1',
        org: 'acme',
        role: 'member',
        name: 'New One',
        email: 'new@acme.example',
        zone: 'UTC',
        locale: 'en',
        policy: {
          platforms: ['google_calendar', 'google_meet', 'outlook_calendar', 'microsoft_teams', 'zoom'],
          accountsPerPlatform: 1,
          privacy: { default: 'default', allowed: ['default', 'full_private'] },
        },
      },
    });
    expect(await people('?q=new@')).toEqual(['new#1']);
    const etag = first.headers.etag ?? '';
    expect(await hub().call('GET', '/v1/me', { user, headers: { 'if-none-match': etag } })).toMatchObject({
      status: 304,
    });
  });

  test('people change their own zone and language, and nothing else', async () => {
    const patch = (body: unknown, headers = {}) =>
      hub().call('PATCH', '/v1/me', { user: 'ben', body, headers });
    expect(await patch({ zone: 'Europe/Prague', locale: 'cs' })).toMatchObject({
      status: 200,
      body: { id: 'ben', zone: 'Europe/Prague', locale: 'cs' },
    });
    for (const [body, field] of [
      [{ role: 'admin' }, 'role'],
      [{ zone: 'CET' }, 'zone'],
      [{ zone: 'Central Europe Standard Time' }, 'zone'],
      [{ locale: 'de' }, 'locale'],
    ] as const)
      expect(await patch(body)).toMatchObject({ status: 422, body: { errors: [{ field }] } });
    expect(await patch({ locale: 'en' }, { 'if-match': '"0.0"' })).toMatchObject({
      status: 412,
      body: { code: 'stale' },
    });
    expect(await patch('{"zone":')).toMatchObject({ status: 415 });
    const json = { 'content-type': 'application/json' };
    expect(await patch('{"zone":', json)).toMatchObject({ status: 400, body: { code: 'invalid_json' } });
    expect((await hub().call('GET', '/v1/me', { user: 'ben' })).body).toMatchObject({
      zone: 'Europe/Prague',
      locale: 'cs',
    });
  });

  test('[INT-30] somebody who has never signed in appears with every platform not connected', async () => {
    expect(await put('zoe', zoe)).toMatchObject({ status: 201, body: { id: 'zoe', role: 'member', ...zoe } });
    const { items, total } = await integrations('?user=zoe');
    expect(total).toBe(1);
    expect(items).toMatchObject([
      {
        user: { id: 'zoe', ...zoe },
        cards: [
          { platform: 'google_calendar', state: 'not_connected', accounts: [], actions: [] },
          { platform: 'google_meet', state: 'not_connected', requires: 'google_calendar' },
          { platform: 'outlook_calendar', state: 'not_connected', accounts: [], actions: [] },
          { platform: 'microsoft_teams', state: 'not_connected', requires: 'outlook_calendar' },
          { platform: 'zoom', state: 'not_connected', accounts: [], actions: [] },
        ],
      },
    ]);
  });

  test('[INT-30] part of a name or of an address finds a person, accents and case aside', async () => {
    await put('zoe', zoe);
    for (const q of ['zoe', 'ČAPK', 'capk', 'ZOE.CAPEK@', 'acme.example&department='].slice(0, 4)) {
      expect(names(await integrations(`?q=${encodeURIComponent(q)}`))).toEqual(['zoe']);
      expect(await people(`?q=${encodeURIComponent(q)}`)).toEqual(['zoe']);
    }
    expect(await people('?q=nobody')).toEqual([]);
    expect(await people('?role=assistant')).toEqual(['eve']);
  });

  test('[INT-30] nobody of another organization appears, is found, changed or removed', async () => {
    expect(names(await integrations())).toEqual(['ada', 'ben', 'chloe', 'dan', 'eve']);
    expect(names(await integrations('', 'gus'))).toEqual(['gus', 'hana']);
    expect(names(await integrations('?q=hana'))).toEqual([]);
    expect(names(await integrations('?user=hana'))).toEqual([]);
    expect(await hub().call('GET', `${USERS}/hana`, { user: 'ada' })).toMatchObject({ status: 404 });
    expect(await hub().call('DELETE', `${USERS}/hana`, { user: 'ada' })).toMatchObject({ status: 404 });
    expect((await hub().call('GET', `${USERS}/hana`, { user: 'gus' })).status).toBe(200);
  });

  test('[INT-30] a removed person is disconnected, and gone from every list', async () => {
    await connectGoogle(hub(), 'ben');
    const removed = await hub().call('DELETE', `${USERS}/ben`, { user: 'ada' });
    expect(removed).toMatchObject({
      status: 200,
      body: { id: 'ben', runs: [expect.stringMatching(/^run_/u)] },
    });
    await hub().advance('PT3M');
    expect(names(await integrations())).toEqual(['ada', 'chloe', 'dan', 'eve']);
    expect(connectionSecrets(hub())).toEqual([]);
    expect((await hub().google.state()).grants).toEqual([]);
    expect(await hub().call('DELETE', `${USERS}/ben`, { user: 'ada' })).toMatchObject({ status: 404 });
  });

  test('filters and counts agree with the cards, over all pages', async () => {
    await connectGoogle(hub(), 'ben');
    await connectGoogle(hub(), 'chloe', { withhold: ['https://www.googleapis.com/auth/calendar.events'] });
    const all = await integrations();
    expect(all.counts).toEqual({
      google_calendar: { connected: 1, insufficient_scope: 1, not_connected: 3 },
      google_meet: { connected: 1, insufficient_scope: 1, not_connected: 3 },
      outlook_calendar: { not_connected: 5 },
      microsoft_teams: { not_connected: 5 },
      zoom: { not_connected: 5 },
    });
    expect(all.total).toBe(5);
    const bad = await integrations('?platform=google_calendar&state=insufficient_scope');
    expect({ who: names(bad), total: bad.total }).toEqual({ who: ['chloe'], total: 1 });
    const pages: string[][] = [];
    let cursor = '';
    do {
      const page = await integrations(`?limit=2${cursor && `&cursor=${cursor}`}`);
      expect(page.counts).toEqual(all.counts);
      pages.push(names(page));
      cursor = page.next ?? '';
    } while (cursor !== '');
    expect(pages).toEqual([['ada', 'ben'], ['chloe', 'dan'], ['eve']]);
  });

  test('lists of people come in pages, by name', async () => {
    const page = await hub().ask(PeopleReply, 'GET', `${USERS}?limit=3`, { user: 'ada' });
    expect(page.items.map(({ id }) => id)).toEqual(['ada', 'ben', 'chloe']);
    expect(await people(`?limit=3&cursor=${page.next}`)).toEqual(['dan', 'eve']);
    expect(await hub().call('GET', `${USERS}?cursor=nonsense`, { user: 'ada' })).toMatchObject({
      status: 400,
      body: { code: 'invalid_cursor' },
    });
    for (const query of ['limit=0', 'limit=101', 'limit=x', 'role=boss', 'unknown=1'])
      expect(await hub().call('GET', `${USERS}?${query}`, { user: 'ada' })).toMatchObject({ status: 422 });
  });

  test('a stale change of a person is refused', async () => {
    const { headers } = await put('zoe', zoe);
    const ifMatch = { 'if-match': headers.etag ?? '' };
    expect(await put('zoe', { ...zoe, name: 'Zoe' }, { headers: ifMatch })).toMatchObject({ status: 200 });
    expect(await put('zoe', { ...zoe, name: 'Zo' }, { headers: ifMatch })).toMatchObject({ status: 412 });
    expect(await put('nobody', zoe, { headers: { 'if-match': '*' } })).toMatchObject({ status: 412 });
    expect((await hub().call('GET', `${USERS}/zoe`, { user: 'ada' })).body).toMatchObject({ name: 'Zoe' });
  });

  test.each([
    [{ ...zoe, name: 'a\r\nBcc: x@y.example' }, 'name'],
    [{ ...zoe, name: '' }, 'name'],
    [{ ...zoe, email: 'a@b.example, c@d.example' }, 'email'],
    [{ ...zoe, email: 'nope' }, 'email'],
    [{ ...zoe, zone: 'Mars/Base' }, 'zone'],
    [{ ...zoe, role: 'owner' }, 'role'],
    [{ ...zoe, gm: 'nobody' }, 'gm'],
    [{ ...zoe, extra: true }, 'extra'],
    [{ name: 'Zoe' }, 'email'],
  ])('%j is refused by the field at fault', async (body, field) => {
    expect(await put('zoe', body)).toMatchObject({ status: 422, body: { errors: [{ field }] } });
    expect(await hub().call('GET', `${USERS}/zoe`, { user: 'ada' })).toMatchObject({ status: 404 });
  });
});

describe('settings', () => {
  const settings = (body: unknown, user = 'ada') => hub().call('PUT', '/v1/admin/settings', { user, body });

  test('what is left out stays, null takes an optional one away', async () => {
    expect(
      await settings({ supportContact: 'it@acme.example', accountDomains: ['acme.example'] }),
    ).toMatchObject({ status: 200 });
    expect(await settings({ brand: { name: 'Acme' } })).toMatchObject({
      body: { supportContact: 'it@acme.example', accountDomains: ['acme.example'], brand: { name: 'Acme' } },
    });
    const { body } = await settings({ supportContact: null });
    expect(body).not.toHaveProperty('supportContact');
    expect(body).toMatchObject({ origins: ['http://127.0.0.1:*', 'http://localhost:*'] });
  });

  test('the whole object that is read can be written back', async () => {
    const { body, headers } = await hub().call('GET', '/v1/admin/settings', { user: 'ada' });
    const again = await hub().call('PUT', '/v1/admin/settings', {
      user: 'ada',
      body,
      headers: { 'if-match': headers.etag ?? '' },
    });
    expect(again).toMatchObject({ status: 200, body });
  });

  test.each([
    [{ origins: ['https://app.example.com/path'] }, 'origins.0'],
    [{ origins: ['ftp://app.example.com'] }, 'origins.0'],
    [{ origins: ['https://u:p@app.example.com'] }, 'origins.0'],
    [{ origins: ['https://*.example.com'] }, 'origins.0'],
    [{ origins: ['https://app.example.com:443'] }, 'origins.0'],
    [{ origins: ['*'] }, 'origins.0'],
    [{ platforms: ['myspace'] }, 'platforms.0'],
    [{ accountsPerPlatform: 0 }, 'accountsPerPlatform'],
    [{ reminders: [0] }, 'reminders.0'],
    [{ reminders: [1.5] }, 'reminders.0'],
    [{ reminders: [40_321] }, 'reminders.0'],
    [{ reminders: [1, 2, 3, 4, 5, 6] }, 'reminders'],
    [{ reminders: [60, 60, 30] }, 'reminders'],
    [{ privacy: { default: 'default', allowed: ['full_private'] } }, 'privacy.default'],
    [{ brand: { name: 'A', logoUrl: 'http://x.example/l.png' } }, 'brand.logoUrl'],
    [{ unknown: 1 }, 'unknown'],
  ])('%j is refused by the field at fault', async (body, field) => {
    expect(await settings(body)).toMatchObject({ status: 422, body: { errors: [{ field }] } });
  });

  test('a platform that is switched off has no card and cannot be connected', async () => {
    await settings({ platforms: ['google_calendar'] });
    const { items } = await hub().ask(
      z.looseObject({ items: z.array(z.looseObject({ platform: z.string() })) }),
      'GET',
      '/v1/me/integrations',
      { user: 'ben' },
    );
    expect(items.map(({ platform }) => platform)).toEqual(['google_calendar']);
    const path = '/v1/me/integrations/google_meet/connect';
    const body = { returnUrl: 'http://127.0.0.1/app' };
    expect(await hub().call('POST', path, { user: 'ben', body })).toMatchObject({
      status: 403,
      body: { code: 'platform_disabled' },
    });
  });

  test('an account of a domain that is not allowed is not connected', async () => {
    await settings({ accountDomains: ['acme.example'] });
    await expect(connectGoogle(hub(), 'ben')).rejects.toThrow('422');
    expect((await hub().google.state()).grants).toEqual([]);
    const { state } = await connectGoogle(hub(), 'ben', { email: 'ben@acme.example' });
    expect(state).toBe('connected');
  });
});

describe('tokens and roles', () => {
  const ADMIN_ROUTES = [
    ['GET', USERS],
    ['GET', `${USERS}/ben`],
    ['PUT', `${USERS}/ben`],
    ['DELETE', `${USERS}/ben`],
    ['GET', '/v1/admin/integrations'],
    ['GET', '/v1/admin/settings'],
    ['PUT', '/v1/admin/settings'],
  ] as const;

  test.each(ADMIN_ROUTES)('%s %s is for admins', async (method, path) => {
    const body = path.endsWith('ben') ? zoe : {};
    const sent = method === 'PUT' ? { body } : {};
    for (const user of ['ben', 'eve'])
      expect(await hub().call(method, path, { user, ...sent })).toMatchObject({ status: 403 });
    expect(await hub().call(method, path, sent)).toMatchObject({ status: 401 });
  });

  test('a missing, expired, unsigned, foreign or wrongly signed token is 401', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const genuine = await hub().token('ada');
    const [header = '', payload = '', signature = ''] = genuine.split('.');
    const claims: Record<string, unknown> = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const changed = part({ ...claims, sub: 'gus' });
    const bearers = [
      undefined,
      'nonsense',
      `${part({ alg: 'none', typ: 'JWT' })}.${payload}.`,
      `${part({ alg: 'HS256', typ: 'JWT' })}.${payload}.${signature}`,
      `${header}.${changed}.${signature}`,
      await hub().token({ ...claims, aud: 'somebody-else' }),
      await hub().token({ ...claims, iss: 'https://elsewhere.example' }),
    ];
    for (const bearer of bearers) {
      const headers = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
      expect(await hub().call('GET', '/v1/me', { headers })).toMatchObject({ status: 401 });
    }
    const late = { authorization: `Bearer ${genuine}` };
    expect(await hub().call('GET', '/v1/me', { headers: late })).toMatchObject({ status: 200 });
    await hub().advance('PT25H');
    expect(await hub().call('GET', '/v1/me', { headers: late })).toMatchObject({ status: 401 });
  });

  test('a token without org or address is 401, and says which claims are needed', async () => {
    for (const user of [
      { sub: 'ben', org: 'acme' },
      { sub: 'ben', email: 'ben@acme.example' },
    ])
      expect(await hub().call('GET', '/v1/me', { user })).toMatchObject({
        status: 401,
        body: { code: 'unauthorized', detail: expect.stringContaining('claims') },
      });
  });
});
