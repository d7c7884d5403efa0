import type { IncomingHttpHeaders } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Running, serve } from '../../../../../infra/serve.ts';
import { refusal, useGoogle } from './simulated-google.ts';

const ADA = 'ada@acme.example';
const BEN = 'ben@acme.example';
const NOW = Date.parse('2027-01-01T00:00:00Z');
const DAY_MS = 86_400_000;
const google = useGoogle();

interface Push {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let hook: Running;
let pushes: Push[] = [];
let answers: number[] = [];
let gate: Promise<void> | undefined;

beforeAll(async () => {
  hook = await serve(async ({ headers }, body) => {
    await gate;
    pushes.push({ headers, body: body.toString() });
    return { status: answers.shift() ?? 200 };
  });
});
afterAll(() => hook.close());

beforeEach(() => {
  pushes = [];
  answers = [];
  gate = undefined;
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterEach(async () => {
  // A push on its way would reach the next test.
  await google().simulator.idle();
  vi.useRealTimers();
});

const pass = (ms: number) => {
  vi.setSystemTime(Date.now() + ms);
  google().simulator.runDue();
};

const settled = async () => {
  await google().simulator.idle();
  return pushes;
};

const app = async (email = ADA) => {
  await google().account(email);
  return google().app(email);
};

type App = Awaited<ReturnType<typeof app>>;

const watch = (client: App, more: Record<string, unknown> = {}) =>
  client.events.watch({
    calendarId: 'primary',
    requestBody: {
      id: 'channel-1',
      type: 'web_hook',
      address: `${hook.url}/push`,
      token: 'secret-1',
      ...more,
    },
  });

const insert = (client: App, more: Record<string, unknown> = {}) =>
  client.events.insert({
    calendarId: 'primary',
    requestBody: {
      start: { dateTime: '2027-01-05T09:00:00Z' },
      end: { dateTime: '2027-01-05T10:00:00Z' },
      ...more,
    },
  });

const statesOf = (list: readonly Push[]) => list.map(({ headers }) => headers['x-goog-resource-state']);
const numbersOf = (list: readonly Push[]) =>
  list.map(({ headers }) => Number(headers['x-goog-message-number']));

describe('events.watch', () => {
  it('answers the channel with its end as text, and says sync first', async () => {
    const { data } = await watch(await app());
    expect(data).toEqual({
      kind: 'api#channel',
      id: 'channel-1',
      resourceId: expect.any(String),
      resourceUri: `${google().url}/calendar/v3/calendars/ada%40acme.example/events?alt=json`,
      token: 'secret-1',
      expiration: String(NOW + 7 * DAY_MS),
    });
    const [sync] = await settled();
    expect(sync?.body).toBe('');
    expect(sync?.headers).toMatchObject({
      'content-length': '0',
      'content-type': 'application/json; utf-8',
      'x-goog-channel-id': 'channel-1',
      'x-goog-channel-token': 'secret-1',
      'x-goog-channel-expiration': new Date(NOW + 7 * DAY_MS).toUTCString(),
      'x-goog-message-number': '1',
      'x-goog-resource-id': data.resourceId,
      'x-goog-resource-state': 'sync',
      'x-goog-resource-uri': data.resourceUri,
    });
  });

  it('takes the shortest of the wishes and its own limit', async () => {
    const client = await app();
    const end = async (id: string, more: Record<string, unknown>) =>
      Number((await watch(client, { id, ...more })).data.expiration) - NOW;
    expect(await end('a', { params: { ttl: '3600' } })).toBe(3_600_000);
    expect(await end('b', { expiration: String(NOW + 60_000) })).toBe(60_000);
    expect(await end('c', { expiration: String(NOW + 30 * DAY_MS) })).toBe(7 * DAY_MS);
  });

  it.each([
    [{ id: '' }, 400, 'required'],
    [{ type: '' }, 400, 'required'],
    [{ address: '' }, 400, 'required'],
    [{ id: 'x'.repeat(65) }, 400, 'invalid'],
    [{ id: 'with space' }, 400, 'invalid'],
    [{ token: 'x'.repeat(257) }, 400, 'invalid'],
    [{ address: 'http://hub.example/push' }, 400, 'push.webhookUrlNotHttps'],
    [{ expiration: '1000' }, 400, 'invalid'],
  ])('refuses %o', async (more, status, reason) => {
    expect(await refusal(watch(await app(), more))).toMatchObject({ status, reason });
  });

  it('takes the type that one client spells webhook', async () => {
    expect((await watch(await app(), { type: 'webhook' })).status).toBe(200);
  });

  it('never takes an id twice, also not of a stopped channel', async () => {
    const client = await app();
    const { data } = await watch(client);
    expect(await refusal(watch(client))).toMatchObject({ status: 400, reason: 'channelIdNotUnique' });
    await client.channels.stop({ requestBody: { id: 'channel-1', resourceId: data.resourceId ?? '' } });
    expect(await refusal(watch(client))).toMatchObject({ status: 400, reason: 'channelIdNotUnique' });
  });

  it('refuses generated calendars, unverified domains, and people without Calendar', async () => {
    const holidays = {
      id: 'cz#holiday@group.v.calendar.google.com',
      summary: 'Holidays',
      role: 'reader',
      generated: true,
    };
    await google().account(ADA, { calendars: [holidays] });
    const client = await google().app(ADA);
    const requestBody = { id: 'channel-1', type: 'web_hook', address: hook.url };
    expect(await refusal(client.events.watch({ calendarId: holidays.id, requestBody }))).toMatchObject({
      status: 400,
      reason: 'pushNotSupportedForRequestedResource',
    });
    await google().control('project', { verifiedDomains: ['hub.example'] });
    expect(await refusal(watch(client))).toMatchObject({
      status: 401,
      reason: 'push.webhookUrlUnauthorized',
    });
    await google().account(ADA, { calendarOff: true });
    expect(await refusal(watch(client))).toMatchObject({ status: 403, reason: 'notACalendarUser' });
  });
});

describe('pushes', () => {
  it('tell of every change, one’s own writes too, with growing numbers that leave gaps', async () => {
    const client = await app();
    await watch(client);
    const { data } = await insert(client);
    await client.events.delete({ calendarId: 'primary', eventId: data.id ?? '' });
    const list = await settled();
    expect(statesOf(list).sort()).toEqual(['exists', 'exists', 'sync']);
    const [first = 0, second = 0, third = 0] = numbersOf(list).sort((a, b) => a - b);
    expect(first).toBe(1);
    expect(second).toBeGreaterThan(first);
    expect(third).toBeGreaterThan(second);
    expect(third).toBeGreaterThan(3);
  });

  it('reach every channel, and two on one calendar share the resource id', async () => {
    const client = await app();
    const channels = [await watch(client), await watch(client, { id: 'channel-2' })];
    await settled();
    pushes = [];
    await insert(client);
    expect((await settled()).map(({ headers }) => headers['x-goog-channel-id']).sort()).toEqual([
      'channel-1',
      'channel-2',
    ]);
    expect(channels[0]?.data.resourceId).toBe(channels[1]?.data.resourceId);
  });

  it('come from both calendars when a guest answers', async () => {
    const ada = await app();
    const ben = await app(BEN);
    await insert(ada, { id: 'abc123', attendees: [{ email: BEN }] });
    await watch(ada);
    await watch(ben, { id: 'channel-2' });
    await settled();
    pushes = [];
    const requestBody = { attendees: [{ email: BEN, responseStatus: 'accepted' }] };
    await ben.events.patch({ calendarId: 'primary', eventId: 'abc123', requestBody });
    const told = new Set((await settled()).map(({ headers }) => headers['x-goog-channel-id']));
    expect(told).toEqual(new Set(['channel-1', 'channel-2']));
  });

  it('end with the channel', async () => {
    const client = await app();
    await watch(client, { params: { ttl: '60' } });
    await settled();
    pass(60_000);
    await insert(client);
    expect(statesOf(await settled())).toEqual(['sync']);
    expect((await google().state()).channels).toEqual([]);
  });

  it('are repeated with growing pauses on 500, 502, 503 and 504, and on nothing else', async () => {
    const client = await app();
    answers = [503, 500, 200, 404];
    await watch(client);
    expect(await settled()).toHaveLength(1);
    expect(google().simulator.nextDue()).toBe(NOW + 2000);
    pass(2000);
    expect(await settled()).toHaveLength(2);
    expect(google().simulator.nextDue()).toBe(NOW + 6000);
    pass(4000);
    expect(numbersOf(await settled())).toEqual([1, 1, 1]);
    await insert(client);
    expect(await settled()).toHaveLength(4);
    expect(google().simulator.nextDue()).toBeUndefined();
  });

  it('are not repeated once the channel has ended', async () => {
    answers = [503];
    await watch(await app(), { params: { ttl: '1' } });
    await settled();
    pass(2000);
    expect(await settled()).toHaveLength(1);
  });

  it('go on after a revocation, until the channel ends', async () => {
    const client = await app();
    await watch(client);
    await google().control('revoke', { account: ADA });
    await insert(await google().person(ADA));
    expect(statesOf(await settled()).sort()).toEqual(['exists', 'sync']);
  });

  it('tell of new calendars to whoever watches the list of them', async () => {
    const client = await app();
    await client.calendarList.watch({ requestBody: { id: 'list-1', type: 'web_hook', address: hook.url } });
    await google().account(ADA, { calendars: [{ summary: 'Team' }] });
    expect(statesOf(await settled()).sort()).toEqual(['exists', 'sync']);
  });
});

describe('channels.stop', () => {
  it('ends a channel for the user and client that opened it, once', async () => {
    const client = await app();
    const { data } = await watch(client);
    const requestBody = { id: 'channel-1', resourceId: data.resourceId ?? '' };
    const ben = await app(BEN);
    expect(await refusal(ben.channels.stop({ requestBody }))).toMatchObject({ status: 404 });
    const person = await google().person(ADA);
    expect(await refusal(person.channels.stop({ requestBody }))).toMatchObject({ status: 404 });
    expect((await client.channels.stop({ requestBody })).status).toBe(204);
    expect(await refusal(client.channels.stop({ requestBody }))).toMatchObject({
      status: 404,
      reason: 'notFound',
    });
    await insert(client);
    expect(statesOf(await settled())).toEqual(['sync']);
  });
});

describe('the weather of webhooks', () => {
  const watched = async () => {
    const client = await app();
    await watch(client);
    await settled();
    pushes = [];
    return client;
  };

  it('drops, or delivers twice', async () => {
    const client = await watched();
    await google().control('webhooks', { mode: 'drop' });
    await insert(client);
    expect(await settled()).toEqual([]);
    await google().control('webhooks', { mode: 'duplicate' });
    await insert(client);
    const [first, second, ...more] = numbersOf(await settled());
    expect([first === second, more]).toEqual([true, []]);
  });

  it('repeats itself for the same seed and rate', async () => {
    const client = await watched();
    const round = async () => {
      pushes = [];
      await google().control('webhooks', { mode: 'drop', rate: 0.5, seed: 7 });
      const came: number[] = [];
      for (let change = 0; change < 12; change += 1) {
        await insert(client);
        came.push((await settled()).length);
      }
      return came;
    };
    const first = await round();
    expect(first.at(-1)).toBeGreaterThan(0);
    expect(first.at(-1)).toBeLessThan(12);
    expect(await round()).toEqual(first);
  });

  it('holds everything back until the mode is deliver again', async () => {
    const client = await watched();
    await google().control('webhooks', { mode: 'hold' });
    await insert(client);
    await insert(client);
    expect(await settled()).toEqual([]);
    await google().control('webhooks', { mode: 'deliver' });
    expect(await settled()).toHaveLength(2);
  });

  it('lets a later push overtake an earlier one', async () => {
    const client = await watched();
    await google().control('webhooks', { mode: 'reorder' });
    await insert(client);
    expect(await settled()).toEqual([]);
    await insert(client);
    expect(await settled()).toHaveLength(2);
    await insert(client);
    expect(await settled()).toHaveLength(2);
    pass(1000);
    expect(await settled()).toHaveLength(3);
  });

  it('says whether anything had been in flight, and waits for it', async () => {
    const client = await watched();
    expect(await google().simulator.idle()).toBe(false);
    let answer = () => {};
    gate = new Promise((resolve) => {
      answer = resolve;
    });
    await insert(client);
    const waiting = google().simulator.idle();
    answer();
    expect(await waiting).toBe(true);
    expect(pushes).toHaveLength(1);
  });
});
