import { createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Running, serve } from '../../../../../infra/serve.ts';
import { startZoom } from '../../../../../infra/simulators/zoom/main.ts';
import { APP, CLIENT, idOf, SimulatedZoom, useZoom, WEBHOOK_SECRET } from './simulated-zoom.ts';

const ADA = 'ada@acme.example';
const NOW = Date.parse('2027-01-01T00:00:00Z');
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const MEETINGS = '/users/me/meetings';
const plan = { topic: 'Interview 🎈', type: 2, start_time: '2027-01-04T09:00:00Z', duration: 30 };
const zoom = useZoom();

interface Told {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: Record<string, unknown> & { readonly payload: Record<string, unknown> };
}

let hook: Running;
let told: Told[] = [];
let challenges: Told[] = [];
let answers: number[] = [];
let answersChallenge = true;

const hmac = (message: string) => createHmac('sha256', WEBHOOK_SECRET).update(message).digest('hex');
const isGenuine = ({ headers, text }: Told) =>
  headers['x-zm-signature'] === `v0=${hmac(`v0:${String(headers['x-zm-request-timestamp'])}:${text}`)}`;

beforeAll(async () => {
  hook = await serve(({ headers }, bytes) => {
    const text = bytes.toString('utf8');
    const one: Told = { headers, text, body: JSON.parse(text) };
    if (one.body.event !== 'endpoint.url_validation') {
      told.push(one);
      return { status: answers.shift() ?? 200 };
    }
    challenges.push(one);
    const plainToken = String(one.body.payload.plainToken);
    const encryptedToken = answersChallenge ? hmac(plainToken) : 'wrong';
    return { status: 200, body: JSON.stringify({ plainToken, encryptedToken }) };
  });
});
afterAll(() => hook.close());
beforeEach(() => {
  told = [];
  challenges = [];
  answers = [];
  answersChallenge = true;
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterEach(async () => {
  // A delivery on its way would reach the next test.
  await zoom().simulator.idle();
  vi.useRealTimers();
});

const pass = (ms: number) => {
  vi.setSystemTime(Date.now() + ms);
  zoom().simulator.runDue();
};
const settled = async () => {
  await zoom().simulator.idle();
  return told;
};
const names = async () => (await settled()).map(({ body }) => body.event);
const register = (url = hook.url) => zoom().control('subscriptions', { url });
const subscribed = async () => {
  await register();
  return zoom().app(ADA);
};

describe('the challenge', () => {
  it('is signed, and answered makes the address valid', async () => {
    expect(await register()).toEqual({ url: hook.url, isValid: true });
    expect(challenges.map(isGenuine)).toEqual([true]);
    expect(challenges[0]?.body).toMatchObject({ event: 'endpoint.url_validation', event_ts: NOW });
  });

  it('comes every 72 hours, and failed ends every delivery until it is passed again', async () => {
    await subscribed();
    pass(72 * HOUR_MS);
    expect(await zoom().simulator.idle()).toBe(true);
    expect(challenges).toHaveLength(2);
    answersChallenge = false;
    pass(72 * HOUR_MS);
    await settled();
    const fresh = await zoom().app(ADA);
    await fresh('POST', MEETINGS, plan);
    expect(await settled()).toEqual([]);
    expect((await zoom().state()).subscriptions).toMatchObject([{ isValid: false }]);
    answersChallenge = true;
    await register();
    await fresh('POST', MEETINGS, plan);
    expect(await settled()).toHaveLength(1);
  });

  it('is next due in 72 hours for an address that the app had entered before', async () => {
    const simulator = await startZoom({ ...APP, webhookUrl: hook.url });
    expect(simulator.nextDue()).toBe(NOW + 72 * HOUR_MS);
    const ada = await new SimulatedZoom(simulator).app(ADA);
    await ada('POST', MEETINGS, plan);
    await simulator.idle();
    expect([told.length, challenges.length]).toEqual([1, 0]);
    await simulator.close();
  });

  it('fails where nobody answers', async () => {
    const gone = await serve(() => ({ status: 200 }));
    await gone.close();
    expect(await register(gone.url)).toMatchObject({ isValid: false });
  });
});

describe('an event', () => {
  it('is signed over its bytes with seconds in the header and milliseconds in the body', async () => {
    const ada = await subscribed();
    vi.setSystemTime(NOW + 1234);
    const made = await ada('POST', MEETINGS, plan);
    const [one] = await settled();
    expect(one && isGenuine(one)).toBe(true);
    expect(one?.headers['x-zm-request-timestamp']).toBe(String(NOW / 1000 + 1));
    expect(one?.body).toMatchObject({
      event: 'meeting.created',
      event_ts: NOW + 1234,
      payload: {
        operator: ADA,
        operation: 'all',
        object: { topic: plan.topic, start_time: plan.start_time, host_id: made.body.host_id },
      },
    });
    expect(one?.text).toContain(`"id":${idOf(made)},`);
    expect(one?.text).toContain('🎈');
  });

  it('of an update holds nothing but the id and what changed', async () => {
    const ada = await subscribed();
    const made = await ada('POST', MEETINGS, { ...plan, topic: 'One' });
    await settled();
    told = [];
    await ada('PATCH', `/meetings/${idOf(made)}`, { topic: 'Two', duration: plan.duration });
    const [one] = await settled();
    expect(one?.body.payload).toMatchObject({
      operator: ADA,
      scope: 'all',
      object: { topic: 'Two' },
      old_object: { topic: 'One' },
    });
    expect(Object.keys(Object(one?.body.payload.object)).sort()).toEqual(['id', 'topic']);
  });

  it('of a deletion is told, and of a recovery', async () => {
    const ada = await subscribed();
    const id = idOf(await ada('POST', MEETINGS, plan));
    await ada('DELETE', `/meetings/${id}`);
    await zoom().control('meetings', { id, act: 'recover' });
    expect((await names()).sort()).toEqual(['meeting.created', 'meeting.deleted', 'meeting.recovered']);
  });

  it('from the room writes the id as a text', async () => {
    const ada = await subscribed();
    const id = idOf(await ada('POST', MEETINGS, plan));
    await settled();
    told = [];
    await zoom().control('meetings', { id, act: 'start' });
    await settled();
    pass(30 * MINUTE_MS);
    await zoom().control('meetings', { id, act: 'end' });
    const [started, ended] = await settled();
    expect(started?.body).toMatchObject({
      event: 'meeting.started',
      payload: { object: { id, start_time: '2027-01-01T00:00:00Z' } },
    });
    expect(ended?.body.payload.object).toMatchObject({ id, end_time: '2027-01-01T00:30:00Z' });
    const uuids = [started, ended].map((one) => Object(one?.body.payload.object).uuid);
    expect(uuids[0]).toBe(uuids[1]);
  });

  it('goes to every address of the app, and to none before one is entered', async () => {
    const ada = await zoom().app(ADA);
    await ada('POST', MEETINGS, plan);
    expect(await settled()).toEqual([]);
    await register();
    await register(`${hook.url}/second`);
    await ada('POST', MEETINGS, plan);
    expect(await names()).toEqual(['meeting.created', 'meeting.created']);
  });

  it('is not sent of users who have not added the app', async () => {
    await register();
    await zoom().account(ADA);
    await (await zoom().person(ADA))('POST', MEETINGS, plan);
    expect(await settled()).toEqual([]);
  });

  it('tells what an admin does to a user', async () => {
    await subscribed();
    await zoom().account(ADA, { plan: 'basic' });
    expect((await settled())[0]?.body).toMatchObject({
      event: 'user.updated',
      payload: { object: { type: 1 }, old_object: { type: 2 } },
    });
    told = [];
    await zoom().account(ADA, { status: 'inactive' });
    await zoom().account(ADA, { status: 'active' });
    expect((await names()).sort()).toEqual(['user.activated', 'user.deactivated']);
  });
});

describe('a delivery', () => {
  it('comes again after 5, 25 and 85 minutes on anything but 2xx, signed as the first time', async () => {
    const ada = await subscribed();
    answers = [500, 404, 302, 503];
    await ada('POST', MEETINGS, plan);
    const counts: number[] = [];
    for (const minutes of [0, 5, 20, 60, 200]) {
      pass(minutes * MINUTE_MS);
      counts.push((await settled()).length);
    }
    expect(counts).toEqual([1, 2, 3, 4, 4]);
    expect(new Set(told.map(({ headers }) => headers['x-zm-signature'])).size).toBe(1);
  });

  it('is done by any 2xx', async () => {
    const ada = await subscribed();
    answers = [204];
    await ada('POST', MEETINGS, plan);
    await settled();
    pass(5 * MINUTE_MS);
    expect(await settled()).toHaveLength(1);
  });

  it('may come twice, late or never', async () => {
    const ada = await subscribed();
    await zoom().control('webhooks', { mode: 'duplicate' });
    const id = idOf(await ada('POST', MEETINGS, plan));
    expect(await settled()).toHaveLength(2);
    await zoom().control('webhooks', { mode: 'drop' });
    await ada('PATCH', `/meetings/${id}`, { topic: 'lost' });
    expect(await settled()).toHaveLength(2);
    await zoom().control('webhooks', { mode: 'hold' });
    await ada('PATCH', `/meetings/${id}`, { topic: 'held' });
    expect(await settled()).toHaveLength(2);
    await zoom().control('webhooks', { mode: 'deliver' });
    expect(await settled()).toHaveLength(3);
  });
});

describe('the end of consent', () => {
  it('is told, whoever ends it', async () => {
    const ada = await subscribed();
    const { id, account_id } = (await ada('GET', '/users/me')).body;
    await zoom().control('revoke', { account: ADA });
    const [one] = await settled();
    expect(one && isGenuine(one)).toBe(true);
    expect(one?.body).toEqual({
      event: 'app_deauthorized',
      event_ts: NOW,
      payload: {
        account_id,
        client_id: CLIENT.clientId,
        deauthorization_time: '2027-01-01T00:00:00.000Z',
        signature: expect.stringMatching(/^[0-9a-f]{64}$/),
        user_data_retention: null,
        user_id: id,
      },
    });
    const { access_token } = await zoom().connect(ADA);
    await zoom().revoke(access_token);
    expect(await names()).toEqual(['app_deauthorized', 'app_deauthorized']);
  });

  it('may be told late, after a reconnect, with the time it happened', async () => {
    await subscribed();
    await zoom().control('deauthorization', { delaySeconds: 600, userDataRetention: 'absent' });
    await zoom().control('revoke', { account: ADA });
    await zoom().connect(ADA);
    expect(await settled()).toEqual([]);
    pass(10 * MINUTE_MS);
    const [one] = await settled();
    expect(one?.body.event_ts).toBe(NOW + 10 * MINUTE_MS);
    expect(one?.body.payload.deauthorization_time).toBe('2027-01-01T00:00:00.000Z');
    expect(one?.body.payload).not.toHaveProperty('user_data_retention');
  });

  it('may be lost, or signed with another secret', async () => {
    await subscribed();
    await zoom().control('deauthorization', { event: 'lost' });
    await zoom().control('revoke', { account: ADA });
    expect(await settled()).toEqual([]);
    await zoom().connect(ADA);
    await zoom().control('deauthorization', { event: 'unverifiable' });
    await zoom().control('revoke', { account: ADA });
    expect((await settled()).map(isGenuine)).toEqual([false]);
  });
});
