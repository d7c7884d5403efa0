import { beforeEach, describe, expect, it } from 'vitest';
import { idOf, useZoom } from './simulated-zoom.ts';

const ADA = 'ada@acme.example';
const MEETINGS = '/users/me/meetings';
const plan = { topic: 'Interview', type: 2, start_time: '2037-01-04T09:00:00Z', duration: 30 };
const zoom = useZoom();

beforeEach(async () => {
  await zoom().account(ADA);
});

describe('an order', () => {
  it.each([
    ['accounts', { email: 'none' }, 'email'],
    ['accounts', { email: ADA, plan: 'gold' }, 'plan'],
    ['accounts', { email: ADA, zone: 'Prague' }, 'zone'],
    ['accounts', { email: ADA, colour: 'red' }, 'colour'],
    ['accounts', { email: ADA, newEmail: ADA }, 'newEmail'],
    [
      'consent',
      { authorizeUrl: 'https://zoom.us/oauth/authorize', account: ADA, decision: 'allow' },
      'authorizeUrl',
    ],
    ['token', { account: 'nobody' }, 'account'],
    ['revoke', {}, 'account'],
    ['meetings', { id: '1', act: 'start' }, 'id'],
    ['app', { scopes: ['meeting:write'] }, 'scopes'],
    ['deauthorization', { event: 'odd' }, 'event'],
    ['webhooks', { mode: 'odd' }, 'mode'],
    ['limits', { plan: 'odd' }, 'plan'],
    ['subscriptions', { url: 'none' }, 'url'],
    ['faults', { match: {} }, 'body'],
  ])('%s %o that is wrong is 400 and names the field', async (name, body, field) => {
    const answer = await zoom().send('POST', `/_control/${name}`, body);
    expect([answer.status, String(answer.body.error).split(/[.:]/)[0]]).toEqual([400, field]);
  });

  it('that is no JSON, or that nobody knows, is refused', async () => {
    expect((await zoom().send('POST', '/_control/accounts', '{')).status).toBe(400);
    expect((await zoom().send('POST', '/_control/else', {})).status).toBe(404);
  });
});

describe('the state', () => {
  it('tells of accounts, grants, calls and meetings with their ids as texts', async () => {
    await zoom().control('app', { meetingIds: 'long' });
    const ada = zoom().api((await zoom().connect(ADA)).access_token);
    const id = idOf(await ada('POST', MEETINGS, plan));
    const state = await zoom().state();
    expect(state).toMatchObject({
      accounts: [{ email: ADA, plan: 'licensed', status: 'active' }],
      grants: [{ account: ADA }],
      meetings: [{ id, account: ADA, topic: plan.topic, start: '2037-01-04T09:00:00.000Z', exists: true }],
      calls: [
        { method: 'POST', path: '/oauth/token', status: 200 },
        { method: 'POST', path: `/v2${MEETINGS}`, status: 201, account: ADA },
      ],
      events: [],
      channels: [],
    });
    expect(JSON.stringify(state)).not.toContain('zak=');
  });
});

describe('a fault', () => {
  const app = async () => zoom().api((await zoom().connect(ADA)).access_token);

  it('speaks as Zoom does, on either side', async () => {
    const ada = await app();
    for (const [status, code] of [
      [401, 124],
      [404, 3001],
      [429, 429],
      [500, 500],
    ]) {
      await zoom().control('faults', { match: { path: '/users/me$' }, status });
      const answer = await ada('GET', '/users/me');
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    }
    for (const [status, error] of [
      [400, 'invalid_grant'],
      [401, 'invalid_client'],
      [503, 'server_error'],
    ]) {
      await zoom().control('faults', { match: { path: '/oauth/token' }, status });
      const answer = await zoom().refresh('x');
      expect([answer.status, answer.body.error]).toEqual([status, error]);
    }
  });

  it('may be a page instead of JSON', async () => {
    const ada = await app();
    const headers = { 'content-type': 'text/html' };
    await zoom().control('faults', { match: {}, status: 502, body: '<html>Bad Gateway</html>', headers });
    const answer = await ada('GET', '/users/me');
    expect([answer.status, answer.text]).toEqual([502, '<html>Bad Gateway</html>']);
  });

  it('may lose the answer of a meeting that is made all the same', async () => {
    const ada = await app();
    const match = { method: 'POST', path: '/meetings$' };
    await zoom().control('faults', { match, reset: true, afterCommit: true });
    await expect(ada('POST', MEETINGS, plan)).rejects.toThrow();
    expect((await zoom().state()).meetings).toMatchObject([{ topic: plan.topic }]);
    expect((await zoom().state()).calls?.at(-1)).toMatchObject({ method: 'POST', status: 0 });
  });

  it('is forgotten on demand', async () => {
    const ada = await app();
    await zoom().control('faults', { match: {}, status: 500, times: 9 });
    await zoom().send('DELETE', '/_control/faults');
    expect((await ada('GET', '/users/me')).status).toBe(200);
  });
});

it('refuses what the API does not know, and calls without a token', async () => {
  const person = await zoom().person(ADA);
  expect((await person('GET', '/webinars/1')).status).toBe(404);
  const { status, body } = await zoom().send('GET', '/v2/users/me');
  expect([status, body]).toEqual([401, { code: 124, message: 'Invalid access token.' }]);
});
