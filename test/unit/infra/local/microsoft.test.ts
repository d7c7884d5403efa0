import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Running, serve } from '../../../../infra/serve.ts';
import { useHub } from '../../../support/hub.ts';

const BEN = 'ben@acme.example';
const APP = {
  client_id: 'b4a1c9d2-6f0e-4c7a-9a55-6d3c1e8f7a20',
  client_secret: 'local-microsoft-client-secret',
};
const hub = useHub();

let app: Running;
let answers: number[] = [];
let told: string[] = [];
beforeAll(async () => {
  app = await serve((request, body) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://app');
    const token = searchParams.get('validationToken');
    if (token !== null) return { status: 200, headers: { 'content-type': 'text/plain' }, body: token };
    for (const { changeType } of JSON.parse(body.toString()).value)
      told.push(`${new Date().toISOString().slice(11, 19)} ${changeType}`);
    return { status: answers.shift() ?? 202 };
  });
});
beforeEach(() => {
  answers = [];
  told = [];
});
afterAll(() => app.close());

const accessToken = async (): Promise<string> => {
  const { microsoft, url } = hub();
  await microsoft.account({ email: BEN, name: 'Ben Okafor' });
  const redirectUri = `${url}/v1/oauth/microsoft/callback`;
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: APP.client_id,
    redirect_uri: redirectUri,
    scope: 'openid profile offline_access Calendars.ReadWrite',
  });
  const authorizeUrl = `${microsoft.url}/common/oauth2/v2.0/authorize?${query}`;
  const back = new URL(await microsoft.consent({ authorizeUrl, account: BEN }));
  const response = await fetch(`${microsoft.url}/common/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      ...APP,
      grant_type: 'authorization_code',
      code: back.searchParams.get('code') ?? '',
      redirect_uri: redirectUri,
    }),
  });
  return JSON.parse(await response.text()).access_token;
};

const post = async (path: string, body: unknown): Promise<void> => {
  const response = await fetch(`${hub().microsoft.url}/v1.0${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await accessToken()}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(201);
};

it('has a Microsoft whose second saves and notifications come on the hub’s own clock', async () => {
  const { microsoft, settle, advance } = hub();
  await post('/subscriptions', {
    changeType: 'created,updated,deleted',
    notificationUrl: app.url,
    resource: 'me/events',
    expirationDateTime: new Date(Date.now() + 86_400_000).toISOString(),
  });
  const ben = await microsoft.as(BEN);
  const time = (dateTime: string) => ({ dateTime, timeZone: 'UTC' });
  answers = [503, 503];
  await ben('POST', '/v1.0/me/events', {
    subject: 'Review',
    start: time('2027-01-04T10:00:00'),
    end: time('2027-01-04T11:00:00'),
  });
  await settle();
  expect(told).toEqual(['09:00:00 created']);
  await advance('PT1M');
  expect(told).toEqual(['09:00:00 created', '09:00:02 updated', '09:00:10 created', '09:00:12 updated']);
});

it.each([1, 2])('finds that Microsoft empty, as on the first day, in every test (%i)', async () => {
  const { microsoft } = hub();
  expect(await microsoft.state()).toMatchObject({ accounts: [], events: [], grants: [], calls: [] });
  expect(await accessToken()).toMatch(/^eyJ/);
  expect((await microsoft.state()).calls).toMatchObject([{ path: '/common/oauth2/v2.0/token', status: 200 }]);
});
