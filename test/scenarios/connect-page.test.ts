import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { processClock } from '../../infra/local/clock.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { CARD, connectPath, HTML, PRODUCT, requestsOf } from '../support/connect-requests.ts';
import { useHub } from '../support/hub.ts';

const hub = useHub();
const dynamo = (endpoint: string) =>
  new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
const JSON_ONLY = { accept: 'application/json' };
const { ask, outcomes, settings, withProduct, pathOf, invited, visit, press, consent } = requestsOf(hub);

describe('the page behind a request to connect', () => {
  it('does nothing when it is opened, however often and by whom', async () => {
    const path = await invited();
    const before = (await hub().google.state()).calls.length;
    const visits = Array.from({ length: 50 }, (_, index) =>
      hub().call(index % 2 ? 'HEAD' : 'GET', `${path}${index % 3 ? '' : '?utm_source=scanner'}`, {
        headers: index % 5 ? HTML : JSON_ONLY,
      }),
    );
    expect(new Set((await Promise.all(visits)).map(({ status }) => status))).toEqual(new Set([200]));
    expect((await hub().google.state()).calls).toHaveLength(before);
    expect(await visit(path)).toEqual([200, 'Connect your Google Calendar']);
    expect((await press(path, 'full_private')).status).toBe(303);
    expect((await press(path, 'default')).status).toBe(303);
    const card = await hub().call('GET', CARD, { user: 'ben' });
    expect(card.body).toMatchObject({ state: 'not_connected' });
  });

  it('explains what is read in each privacy mode and what is written, and is as private as every page', async () => {
    await settings({ brand: { name: 'Acme' }, supportContact: 'it@acme.example' });
    const path = await invited();
    const { body, headers } = await hub().call('GET', path, { headers: HTML });
    for (const said of [
      'Ada Lindqvist asks you to connect it to Acme',
      'Only when you are busy. Titles, places and people are not even asked for.',
      'the titles of those that are not private',
      'The meetings that are booked with you through Acme',
      'it@acme.example',
      'Reference:',
    ])
      expect(String(body)).toContain(said);
    expect(String(body)).not.toMatch(/<script|<img|src=|@import|url\(/u);
    expect(headers).toMatchObject({
      ...{ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
      'x-robots-tag': 'noindex, nofollow',
      'content-security-policy': expect.stringMatching(/^default-src 'none'; .*frame-ancestors 'none'$/u),
    });
    await settings({ privacy: { default: 'full_private', allowed: ['full_private'] } });
    const { body: only } = await hub().call('GET', path, { headers: HTML });
    expect(String(only)).not.toContain('type="radio"');
    expect(String(only)).toContain('Only when you are busy');
    expect(
      await hub().call('POST', path, { headers: JSON_ONLY, body: { privacy: 'default' } }),
    ).toMatchObject({
      ...{ status: 422, body: { code: 'privacy_not_allowed' } },
    });
  });

  it('leads through consent to a connection that only its own user can complete', async () => {
    const path = await invited();
    const pressed = await press(path, 'full_private');
    const authorizeUrl = pressed.headers.location ?? '';
    await hub().google.account({ email: 'mallory@gmail.example', name: 'Mallory' });
    const stolen = await hub().google.consent({ authorizeUrl, account: 'mallory@gmail.example' });
    const { headers } = await hub().call('GET', stolen);
    const attempt = new URL(headers.location ?? '').searchParams.get('attempt');
    const theft = await hub().call('POST', `${CARD}/complete`, { user: 'dan', body: { attempt } });
    expect(theft.status).toBe(403);
    expect((await hub().google.state()).grants).toEqual([]);

    const again = await press(path, 'full_private');
    expect(await consent(again.headers.location ?? '', 'ben')).toMatchObject({
      back: PRODUCT,
      card: { state: 'connected', accounts: [{ privacy: 'full_private' }] },
    });
    for (const method of ['GET', 'POST'])
      expect(await visit(path, method)).toEqual([410, 'You have connected already']);
    await hub().call('DELETE', CARD, { user: 'ben' });
    await hub().settle();
    expect(await visit(path)).toEqual([410, 'You have connected already']);
  });

  it('says in words that a link is unknown, replaced, expired or closed, and acts on none of them', async () => {
    const path = await invited();
    const forged = path.replace(/[\w-]+$/u, 'nobody-has-this');
    const problem = async (where: string) =>
      (await hub().call('POST', where, { headers: JSON_ONLY })).body as { code: string };
    expect(await visit(forged)).toEqual([404, 'This link leads nowhere']);
    expect(await visit(forged, 'POST')).toEqual([404, 'This link leads nowhere']);
    expect(await problem(forged)).toMatchObject({ code: 'not_found', status: 404 });
    await hub().advance('PT1M');
    await ask('invite', ['ben']);
    const newer = await pathOf('ben@acme.example');
    expect(newer).not.toBe(path);
    expect(await visit(path)).toEqual([410, 'A newer mail has taken its place']);
    expect(await visit(path, 'POST')).toEqual([410, 'A newer mail has taken its place']);
    expect(await problem(path)).toMatchObject({ code: 'link_used' });
    expect(await visit(newer)).toEqual([200, 'Connect your Google Calendar']);
    await settings({ platforms: ['google_meet'] });
    expect(await visit(newer, 'POST')).toEqual([410, 'This request no longer stands']);
    await settings({ platforms: ['google_calendar', 'google_meet'] });
    processClock.freeze('2027-01-18T09:02:00.000Z');
    expect(await visit(newer)).toEqual([410, 'This link has expired']);
    expect(await visit(newer, 'POST')).toEqual([410, 'This link has expired']);
    expect(await problem(newer)).toMatchObject({ code: 'link_expired' });
  });

  it('sends people into the product where that has told no page to come back to, and starts nothing', async () => {
    const signIn = 'https://acme.example/login';
    for (const urls of [{ signIn }, { signIn, integrations: 'https://elsewhere.example/integrations' }]) {
      await settings({ urls });
      await ask('invite', ['ben']);
      const path = await pathOf('ben@acme.example');
      const { body } = await hub().call('GET', path, { headers: HTML });
      expect(String(body)).toContain('sign in to your application and connect it there');
      expect(String(body)).toContain(`href="${signIn}"`);
      expect(String(body)).toContain('Only when you are busy');
      expect(String(body)).not.toContain('<form');
      expect((await hub().call('POST', path, { headers: HTML })).status).toBe(409);
      expect((await hub().call('GET', path, { headers: JSON_ONLY })).body).toMatchObject({
        canConnect: false,
      });
    }
  });

  it('turns Google Meet on beside a connected calendar, without consent', async () => {
    await withProduct();
    await connectGoogle(hub(), 'ben');
    await hub().call('DELETE', '/v1/me/integrations/google_meet', { user: 'ben' });
    hub().inbox.clear();
    expect(await outcomes('invite', ['ben'], { platform: 'google_meet' })).toEqual({ ben: 'sent' });
    const path = await pathOf('ben@acme.example');
    const [mail] = await hub().inbox.to('ben@acme.example');
    expect(mail?.text).toContain('Turn it on: http');
    expect(mail?.text).not.toContain('Written:');
    expect(await visit(path)).toEqual([200, 'Turn Google Meet on']);
    expect(await visit(path, 'POST')).toEqual([200, 'Google Meet is on']);
    const { body } = await hub().call('GET', '/v1/me/integrations/google_meet', { user: 'ben' });
    expect(body).toMatchObject({ state: 'connected' });
    expect(await visit(path)).toEqual([410, 'You have connected already']);
  });
});

describe('the letter that asks', () => {
  it('says in Czech who asks, what is read and written, and until when', async () => {
    await settings({
      brand: { name: 'Acme', fromName: 'Acme Plánování' },
      supportContact: 'it@acme.example',
    });
    await withProduct();
    await hub().call('PATCH', '/v1/me', { user: 'dan', body: { zone: 'Europe/Prague', locale: 'cs' } });
    await ask('invite', ['dan']);
    await hub().settle();
    const [mail] = await hub().inbox.to('dan@acme.example');
    expect(mail).toMatchObject({ subject: 'Připojte Google Calendar (Acme)' });
    for (const said of [
      'Připojte si Google Calendar',
      'Žádá vás o to Ada Lindqvist.',
      'Pouze to, kdy nemáte čas.',
      'Schůzky, které s vámi někdo domluví přes Acme',
      'pondělí 18. ledna 2027',
      'it@acme.example',
      'Vybrat a připojit: http',
    ])
      expect(mail?.text).toContain(said);
    const { body } = await hub().call('GET', connectPath({ text: mail?.text ?? '' }), { headers: HTML });
    expect(String(body)).toContain('Kolik smíme číst?');
    expect(String(body)).toContain('<html lang="cs">');
  });

  it('keeps its key to itself: no log, no queue and no item has it', async () => {
    const path = await invited();
    const token = path.slice('/connect/'.length);
    await visit(path);
    await press(path, 'default');
    expect(hub().logs().join()).not.toContain(token);
    expect(hub().logs().join()).not.toContain('ben@acme.example');
    expect(JSON.stringify(hub().aws.byName.mail.queue.peek())).not.toContain(token);
    const { tables, tableName } = hub().aws;
    const scanned = await dynamo(tables.url).send(new ScanCommand({ TableName: tableName }));
    expect(scanned.Items?.length).toBeGreaterThan(0);
    expect(JSON.stringify(scanned.Items)).not.toContain(token);
  });
});
