import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { type Running, serve } from '../../../../infra/serve.ts';
import { useHub } from '../../../support/hub.ts';

const SECRET = 'a-secret-of-this-test';
const BEN = 'ben@acme.example';
const hub = useHub();
const challenge = z.object({ payload: z.object({ plainToken: z.string() }) });

let app: Running;
let answers: number[] = [];
let told: string[] = [];
beforeAll(async () => {
  app = await serve((_request, body) => {
    const text = body.toString();
    const { event } = z.object({ event: z.string() }).parse(JSON.parse(text));
    if (event !== 'endpoint.url_validation') {
      told.push(`${new Date().toISOString().slice(11, 16)} ${event}`);
      return { status: answers.shift() ?? 200 };
    }
    const { plainToken } = challenge.parse(JSON.parse(text)).payload;
    const encryptedToken = createHmac('sha256', SECRET).update(plainToken).digest('hex');
    return { status: 200, body: JSON.stringify({ plainToken, encryptedToken }) };
  });
});
beforeEach(() => {
  answers = [];
  told = [];
});
afterAll(() => app.close());

const authorized = async (): Promise<void> => {
  const { zoom, url } = hub();
  await zoom.account({ email: BEN, name: 'Ben Okafor' });
  const redirectUri = `${url}/v1/oauth/zoom/callback`;
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: 'local-zoom-client',
    redirect_uri: redirectUri,
  });
  const back = await zoom.consent({ authorizeUrl: `${zoom.url}/oauth/authorize?${query}`, account: BEN });
  const response = await fetch(`${zoom.url}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa('local-zoom-client:local-zoom-client-secret')}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: new URL(back).searchParams.get('code') ?? '',
      redirect_uri: redirectUri,
    }),
  });
  expect(response.status).toBe(200);
};

it('has a Zoom whose webhooks come again on the hub’s own clock', async () => {
  const { zoom, settle, advance } = hub();
  await zoom.control('app', { webhookSecret: SECRET });
  expect(await zoom.control('subscriptions', { url: app.url })).toMatchObject({ isValid: true });
  await authorized();
  const ben = await zoom.as(BEN);
  answers = [503, 503];
  await ben('POST', '/v2/users/me/meetings', { topic: 'Review', type: 2 });
  await settle();
  expect(told).toEqual(['09:00 meeting.created']);
  await advance('PT2H');
  expect(told).toEqual(['09:00 meeting.created', '09:05 meeting.created', '09:25 meeting.created']);
});

it.each([1, 2])('finds that Zoom empty, as on the first day, in every test (%i)', async () => {
  const { zoom } = hub();
  expect(await zoom.state()).toMatchObject({ accounts: [], meetings: [], grants: [], calls: [] });
  await authorized();
  expect((await zoom.state()).calls).toMatchObject([{ path: '/oauth/token', status: 200 }]);
});
