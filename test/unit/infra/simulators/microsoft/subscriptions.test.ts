import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Running, serve } from '../../../../../infra/serve.ts';
import { type Graph, type Json, meeting, refusal, useMicrosoft, valuesOf } from './simulated-microsoft.ts';

const ADA = 'ada@acme.example';
const BEN = 'ben@acme.example';
const NOW = Date.parse('2027-01-01T00:00:00Z');
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const microsoft = useMicrosoft();

interface Told {
  readonly path: string;
  readonly items: Json[];
}

let hook: Running;
let graph: Graph;
let told: Told[] = [];
let handshakes: string[] = [];
let answers: number[] = [];
let answerHandshake = (token: string): { status: number; type: string; body: string } => ({
  status: 200,
  type: 'text/plain; charset=utf-8',
  body: token,
});
const honest = answerHandshake;

beforeAll(async () => {
  hook = await serve((request, bytes) => {
    const url = new URL(request.url ?? '/', 'http://hook');
    const token = url.searchParams.get('validationToken');
    if (token === null) {
      told.push({ path: url.pathname + url.search, items: JSON.parse(bytes.toString()).value });
      return { status: answers.shift() ?? 202 };
    }
    handshakes.push(url.pathname);
    const { status, type, body } = answerHandshake(token);
    return { status, headers: { 'content-type': type }, body };
  });
});
afterAll(() => hook.close());
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  told = [];
  handshakes = [];
  answers = [];
  answerHandshake = honest;
  await microsoft().account(ADA);
  graph = await microsoft().app(ADA);
});
afterEach(async () => {
  // A delivery on its way would reach the next test.
  await microsoft().simulator.idle();
  vi.useRealTimers();
});

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * MINUTE_MS).toISOString();
const wanted = (more: Json = {}): Json => ({
  changeType: 'created,updated,deleted',
  notificationUrl: `${hook.url}/changes?key=1`,
  lifecycleNotificationUrl: `${hook.url}/life`,
  resource: 'me/events',
  expirationDateTime: inMinutes(4200),
  clientState: 'our-secret',
  ...more,
});
const subscribe = (more: Json = {}, as = graph) => as('POST', '/subscriptions', { body: wanted(more) });
const create = () => graph('POST', '/me/events', { body: meeting() });
const pass = (ms: number) => {
  vi.setSystemTime(Date.now() + ms);
  microsoft().simulator.runDue();
};
const settled = async () => {
  await microsoft().simulator.idle();
  return told;
};
const changes = async () => (await settled()).flatMap(({ items }) => items.map((each) => each.changeType));

describe('a subscription', () => {
  it('is made once both addresses have given the token back', async () => {
    const { status, body } = await subscribe();
    expect([status, handshakes]).toEqual([201, ['/changes', '/life']]);
    expect(body).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      clientState: 'our-secret',
      expirationDateTime: inMinutes(4200),
      creatorId: (await microsoft().account(ADA)).oid,
    });
    const listed = valuesOf(await graph('GET', '/subscriptions'));
    expect(listed).toMatchObject([
      { id: body.id, clientState: null, notificationUrl: wanted().notificationUrl },
    ]);
  });

  it.each([
    ['as HTML', (token: string) => ({ status: 200, type: 'text/html', body: token })],
    ['encoded', (token: string) => ({ status: 200, type: 'text/plain', body: encodeURIComponent(token) })],
    [
      'decoded twice',
      (token: string) => ({ status: 200, type: 'text/plain', body: token.replace('+', ' ') }),
    ],
    ['with 202', (token: string) => ({ status: 202, type: 'text/plain', body: token })],
  ])('is not made when the token comes back %s', async (_how, answer) => {
    answerHandshake = answer;
    expect(refusal(await subscribe())).toEqual([400, 'ValidationError']);
    expect((await microsoft().state()).subscriptions).toEqual([]);
  });

  it('is not made when nobody answers', async () => {
    expect(refusal(await subscribe({ notificationUrl: 'http://127.0.0.1:1/' }))).toEqual([
      400,
      'InvalidRequest',
    ]);
  });

  it.each([
    ['a time without Z', { expirationDateTime: '2027-01-03T00:00:00' }, 400],
    ['a long client state', { clientState: 'x'.repeat(129) }, 400],
    ['plain http', { notificationUrl: 'http://hub.example/' }, 400],
    ['another resource', { resource: 'me/messages' }, 400],
    ['an unknown change', { changeType: 'moved' }, 400],
    ['somebody else’s mailbox', { resource: `users/${BEN}/events` }, 403],
  ])('is refused with %s', async (_what, more, status) => {
    expect((await subscribe(more)).status).toBe(status);
    expect(handshakes).toEqual([]);
  });

  it('may need the permission to read by its own name', async () => {
    await microsoft().control('quirks', { subscriptionNeedsRead: true });
    expect(refusal(await subscribe())).toEqual([403, 'ErrorAccessDenied']);
    const reader = await microsoft().app(ADA, { scope: 'openid Calendars.Read' });
    expect((await subscribe({}, reader)).status).toBe(201);
  });

  it('needs a mailbox', async () => {
    await microsoft().account(ADA, { mailbox: 'none' });
    expect(refusal(await subscribe())).toEqual([400, 'ExtensionError']);
  });

  it('lives at least 45 minutes, and at most as long as Microsoft allows', async () => {
    expect((await subscribe({ expirationDateTime: inMinutes(5) })).body).toMatchObject({
      expirationDateTime: inMinutes(45),
    });
    await microsoft().control('expire-subscriptions', { account: ADA });
    const long = { expirationDateTime: inMinutes(20_000) };
    expect((await subscribe(long)).body).toMatchObject({ expirationDateTime: inMinutes(10_080) });
    await microsoft().control('quirks', { longestSubscriptionMinutes: 4230, tooLongSubscription: 'refused' });
    expect(refusal(await subscribe(long))).toEqual([400, 'ErrorInvalidParameter']);
  });

  it('is there once only, or as often as one likes', async () => {
    const { body } = await subscribe();
    const again = await subscribe();
    expect(refusal(again)).toEqual([409, 'Conflict']);
    expect(JSON.stringify(again.body)).toContain(String(body.id));
    await microsoft().control('quirks', { duplicateSubscription: 'allowed' });
    expect((await subscribe()).status).toBe(201);
  });

  it('is renewed while it lives, and gone without a word after', async () => {
    const { id } = (await subscribe()).body;
    const renew = () =>
      graph('PATCH', `/subscriptions/${String(id)}`, { body: { expirationDateTime: inMinutes(4200) } });
    const later = async (ms: number) => {
      pass(ms);
      graph = await microsoft().app(ADA);
    };
    await later(2 * DAY_MS);
    expect((await renew()).body).toMatchObject({ expirationDateTime: inMinutes(4200) });
    await later(3 * DAY_MS);
    expect(refusal(await renew())).toEqual([404, 'ResourceNotFound']);
    await create();
    expect(await settled()).toEqual([]);
  });

  it('may ask for the proof again when it is renewed', async () => {
    const { id } = (await subscribe()).body;
    await microsoft().control('quirks', { handshakeOnRenewal: true });
    answerHandshake = (token) => ({ ...honest(token), status: 500 });
    const renewal = await graph('PATCH', `/subscriptions/${String(id)}`, {
      body: { expirationDateTime: inMinutes(60) },
    });
    expect(refusal(renewal)).toEqual([400, 'ValidationError']);
  });

  it('belongs to who made it', async () => {
    const { id } = (await subscribe()).body;
    await microsoft().account(BEN);
    const ben = await microsoft().app(BEN);
    expect((await ben('DELETE', `/subscriptions/${String(id)}`)).status).toBe(404);
    expect((await graph('DELETE', `/subscriptions/${String(id)}`)).status).toBe(204);
  });
});

describe('notifications', () => {
  it('tell of a creation twice, with the secret and ids of the kind that was asked for', async () => {
    await graph('POST', '/subscriptions', { body: wanted(), headers: { prefer: 'IdType="ImmutableId"' } });
    const { body } = await create();
    const [first] = await settled();
    expect(first?.path).toBe('/changes?key=1');
    const [item] = first?.items ?? [];
    expect(item).toMatchObject({ changeType: 'created', clientState: 'our-secret' });
    const { id } = Object(item?.resourceData);
    expect(id).not.toBe(body.id);
    expect((await graph('GET', `/me/events/${encodeURIComponent(String(id))}`)).body.iCalUId).toBe(
      body.iCalUId,
    );
    pass(2000);
    expect(await changes()).toEqual(['created', 'updated']);
  });

  it('tell of every change, the app’s own too, some several times', async () => {
    await subscribe();
    const path = `/me/events/${encodeURIComponent(String((await create()).body.id))}`;
    await microsoft().control('notifications', { repeats: 3 });
    await graph('PATCH', path, { body: { subject: 'x' } });
    await graph('DELETE', path);
    expect((await changes()).sort()).toEqual(['created', 'deleted', 'updated', 'updated', 'updated']);
  });

  it('of several people and subscriptions come in one batch', async () => {
    await microsoft().account(BEN);
    await subscribe();
    await subscribe({ lifecycleNotificationUrl: null }, await microsoft().app(BEN));
    await graph('POST', '/me/events', {
      body: meeting(undefined, { attendees: [{ emailAddress: { address: BEN } }] }),
    });
    const [batch, ...others] = await settled();
    expect([others.length, batch?.items.length]).toEqual([0, 2]);
    await microsoft().control('notifications', { batchMs: 1000 });
    told = [];
    await create();
    await create();
    expect(await settled()).toEqual([]);
    pass(1000);
    expect((await settled()).map(({ items }) => items.length)).toEqual([2]);
  });

  it('may be somebody else’s', async () => {
    await subscribe();
    await microsoft().control('notifications', { forged: true });
    await create();
    expect((await settled())[0]?.items).toMatchObject([{ clientState: 'somebody-else' }]);
  });

  it('come again with growing pauses for four hours, then no more', async () => {
    await subscribe();
    answers = Array.from({ length: 20 }, () => 500);
    await create();
    const tries = async () => (await changes()).filter((each) => each === 'created').length;
    expect(await tries()).toBe(1);
    pass(10_000);
    expect(await tries()).toBe(2);
    for (let hour = 0; hour < 30; hour += 1) {
      pass(30 * MINUTE_MS);
      await settled();
    }
    expect(await tries()).toBe(9);
  });

  it('can be held, and let go', async () => {
    await subscribe();
    await microsoft().control('webhooks', { mode: 'hold' });
    await create();
    expect(await settled()).toEqual([]);
    await microsoft().control('webhooks', { mode: 'deliver' });
    expect(await changes()).toEqual(['created']);
  });
});

describe('the life of a subscription', () => {
  it('pauses until somebody reauthorizes it, and forgets what happened meanwhile', async () => {
    const { id } = (await subscribe()).body;
    await microsoft().control('lifecycle', { account: ADA, event: 'reauthorizationRequired' });
    expect(await settled()).toMatchObject([
      {
        path: '/life',
        items: [{ lifecycleEvent: 'reauthorizationRequired', subscriptionId: id, clientState: 'our-secret' }],
      },
    ]);
    told = [];
    await create();
    expect(await settled()).toEqual([]);
    expect((await graph('POST', `/subscriptions/${String(id)}/reauthorize`)).status).toBe(204);
    expect(await settled()).toEqual([]);
    await create();
    expect(await changes()).toEqual(['created']);
  });

  it('may end, or have missed something', async () => {
    await subscribe();
    await microsoft().control('lifecycle', { account: ADA, event: 'missed' });
    await microsoft().control('lifecycle', { account: ADA, event: 'subscriptionRemoved' });
    expect((await settled()).flatMap(({ items }) => items.map((each) => each.lifecycleEvent))).toEqual([
      'missed',
      'subscriptionRemoved',
    ]);
    expect(valuesOf(await graph('GET', '/subscriptions'))).toEqual([]);
  });

  it.each(['password', 'disable'])('ends with the user’s %s', async (how) => {
    await subscribe();
    await microsoft().control('revoke', { account: ADA, how });
    expect(await settled()).toMatchObject([
      { path: '/life', items: [{ lifecycleEvent: 'subscriptionRemoved' }] },
    ]);
  });

  it('goes on without the user’s consent until it expires', async () => {
    await subscribe();
    await microsoft().control('revoke', { account: ADA });
    await create();
    expect(await changes()).toEqual(['created']);
  });
});
