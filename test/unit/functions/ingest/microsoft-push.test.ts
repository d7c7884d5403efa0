import { randomBytes } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { QueuedWork } from '../../../../events/stored/due.ts';
import { receiveMicrosoftPush } from '../../../../functions/ingest/microsoft-push.ts';
import { channelTokens } from '../../../../shared/providers/channel-tokens.ts';

const NOW = '2027-01-04T09:00:00.000Z';
const key = randomBytes(32);
const keys = {
  current: () => Promise.resolve({ kid: 'k1', key }),
  byId: (kid: string) => Promise.resolve(kid === 'k1' ? key : undefined),
};
const tokens = channelTokens(keys, 'microsoft');
const BEN = 'b'.repeat(32);
const ADA = 'a'.repeat(32);
const stateOf = async (feedId: string): Promise<string> => (await tokens.mint(feedId)).token;
const [bens, adas] = await Promise.all([stateOf(BEN), stateOf(ADA)]);
const googles = (await channelTokens(keys, 'google').mint(BEN)).token;

const changed = (clientState: unknown, over: object = {}): object => ({
  id: 'opaque',
  subscriptionId: '7f105c7d-2dc5-4530-97cd-4e7ae6534c07',
  subscriptionExpirationDateTime: '2027-01-06T03:12:18.2257768+00:00',
  clientState,
  changeType: 'updated',
  resource: 'Users/guid@tenant/Events/AAMk=',
  resourceData: { '@odata.type': '#Microsoft.Graph.Event', id: 'AAMk=' },
  ...over,
});

const eventOf = (
  body: string | Buffer,
  { query = '', type = 'application/json' } = {},
): APIGatewayProxyEventV2 => ({
  version: '2.0',
  routeKey: 'POST /webhooks/microsoft',
  rawPath: '/webhooks/microsoft',
  rawQueryString: query,
  headers: { 'content-type': type },
  body: body.toString(typeof body === 'string' ? undefined : 'base64'),
  isBase64Encoded: typeof body !== 'string',
  requestContext: {
    accountId: '0',
    apiId: 'api',
    domainName: 'hub',
    domainPrefix: 'hub',
    stage: '$default',
    requestId: 'request-1',
    routeKey: 'POST /webhooks/microsoft',
    time: '',
    timeEpoch: 0,
    http: { method: 'POST', path: '/webhooks/microsoft', protocol: 'HTTP/1.1', sourceIp: '', userAgent: '' },
  },
});

const stage = (over: Partial<Parameters<typeof receiveMicrosoftPush>[0]> = {}) => {
  const sent: QueuedWork[] = [];
  const logged: unknown[] = [];
  const receive = receiveMicrosoftPush({
    tokens,
    queues: {
      send: (messages) => {
        sent.push(...messages);
        return Promise.resolve();
      },
    },
    clock: { now: () => Date.parse(NOW) },
    log: { info: (...line) => logged.push(line), error: (...line) => logged.push(line) },
    ...over,
  });
  const deliver = async (value: unknown): Promise<number> =>
    (await receive(eventOf(JSON.stringify({ value })))).status;
  return {
    sent,
    logged,
    receive,
    deliver,
    feeds: () => sent.map(({ body }) => 'feedId' in body && body.feedId),
  };
};

describe('a delivery of notifications', () => {
  it('becomes one hint for each feed, however often it is named', async () => {
    const { deliver, sent, feeds } = stage();
    expect(await deliver([changed(bens), changed(adas), changed(bens, { changeType: 'created' })])).toBe(202);
    expect(feeds()).toEqual([BEN, ADA]);
    expect(sent[0]).toEqual({
      queue: 'sync',
      body: {
        v: 1,
        kind: 'changes',
        cause: 'push',
        feedId: BEN,
        resourceId: '7f105c7d-2dc5-4530-97cd-4e7ae6534c07',
        noticedAt: NOW,
        trace: 'request-1',
      },
    });
  });

  it.each([
    ['reauthorizationRequired', 'expires'],
    ['subscriptionRemoved', 'ended'],
    ['missed', 'missed'],
    ['aWordOfTomorrow', 'missed'],
  ])('that says %s of a subscription is work on the channel: %s', async (lifecycleEvent, happening) => {
    const { deliver, sent } = stage();
    const told = { subscriptionId: 'sub', clientState: bens, lifecycleEvent, organizationId: 'tenant' };
    expect(await deliver([told, told])).toBe(202);
    expect(sent).toEqual([
      {
        queue: 'sync',
        body: {
          v: 1,
          kind: 'channel',
          happening,
          feedId: BEN,
          resourceId: 'sub',
          noticedAt: NOW,
          trace: 'request-1',
        },
      },
    ]);
  });

  it('keeps what is genuine and counts what is forged, without a word of it in the log', async () => {
    const { deliver, feeds, logged } = stage();
    const forged = [
      changed('somebody-else'),
      changed(googles),
      changed(null),
      changed(`${bens}=`),
      7,
      null,
      [],
    ];
    expect(await deliver([...forged, changed(adas), { clientState: bens }])).toBe(202);
    expect(feeds()).toEqual([ADA]);
    expect(logged).toEqual([['push.forged', { forged: 8, trace: 'request-1' }]]);
  });

  it.each<[string, unknown]>([
    ['of forged ones only', { value: [changed('somebody-else'), changed(googles)] }],
    ['with none', { value: [] }],
    ['that is a list', [changed(bens)]],
    ['that is nothing', null],
    ['with more elements than anybody sends', { value: Array.from({ length: 5001 }, () => changed(bens)) }],
    ['of more bytes than anybody sends', { value: [changed(bens, { resource: 'x'.repeat(2 ** 21) })] }],
  ])('%s is refused like every other', async (_, body) => {
    const { receive, sent } = stage();
    expect(await receive(eventOf(JSON.stringify(body)))).toEqual({ status: 401 });
    expect(sent).toEqual([]);
  });

  it('of a thousand elements is taken whole', async () => {
    const states = await Promise.all(
      Array.from({ length: 1000 }, (_, index) => stateOf(index.toString(16).padStart(32, '0'))),
    );
    const { deliver, sent } = stage();
    expect(await deliver(states.map((state) => changed(state)))).toBe(202);
    expect(sent).toHaveLength(1000);
  });

  it('is judged by its bytes, whatever its content type says', async () => {
    const { receive, feeds } = stage();
    const body = Buffer.from(JSON.stringify({ value: [changed(bens, { note: 'Přátelé 🎈' })] }));
    expect(await receive(eventOf(body, { type: 'text/plain' }))).toEqual({ status: 202 });
    expect(feeds()).toEqual([BEN]);
  });

  it('tells the same feeds in any order, with anything else between and within', async () => {
    const element = fc.oneof(
      fc.constant(changed(bens)),
      fc.constant(changed(adas)),
      fc.jsonValue({ maxDepth: 1 }),
      fc.record({ clientState: fc.string({ unit: 'binary' }), subscriptionId: fc.string() }),
      fc.string({ unit: 'binary' }).map((word) => changed(bens, { [word]: word, clientState: bens })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(element, { maxLength: 12 }), async (value) => {
        const { deliver, feeds } = stage();
        const text = JSON.stringify(value);
        const expected = [bens, adas].filter((state) => text.includes(state)).length;
        expect(await deliver(value)).toBe(expected > 0 ? 202 : 401);
        expect(new Set(feeds()).size).toBe(expected);
      }),
      { numRuns: 40 },
    );
  });

  it('that is cut anywhere is refused', async () => {
    const whole = JSON.stringify({ value: [changed(bens, { note: 'č 🎈' }), changed(adas)] });
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), async (end) => {
        const { receive, sent } = stage();
        expect(await receive(eventOf(whole.slice(0, end)))).toEqual({ status: 401 });
        expect(sent).toEqual([]);
      }),
    );
  });

  it('that nobody can judge is asked for again, never refused', async () => {
    const { deliver, sent } = stage({ tokens: { feedOf: () => Promise.reject(new Error('no keys')) } });
    expect(await deliver([changed(bens)])).toBe(503);
    expect(sent).toEqual([]);
  });

  it('that is not queued is not acknowledged', async () => {
    const { deliver } = stage({
      queues: { send: () => Promise.reject(new Error('the queue refused 1 of 2')) },
    });
    await expect(deliver([changed(bens), changed(adas)])).rejects.toThrow('the queue refused');
  });
});

describe('the proof of an address', () => {
  const blind = { tokens: { feedOf: () => Promise.reject(new Error('asked for')) } };
  const askFor = (query: string) => stage(blind).receive(eventOf('', { query, type: 'text/plain' }));

  it('is what was asked for, decoded once, as plain text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), async (proof) => {
        const given = { status: 200, text: { type: 'text/plain; charset=utf-8', content: proof } };
        expect(await askFor(`validationToken=${encodeURIComponent(proof)}`)).toEqual(given);
        expect(await askFor(String(new URLSearchParams({ for: 'x', validationToken: proof })))).toEqual(
          given,
        );
      }),
    );
  });

  it.each([
    '',
    'validationToken=',
    `validationToken=${'x'.repeat(2049)}`,
    'validationToken=a&validationToken=b',
  ])('is not given for %j', async (query) => {
    expect((await stage().receive(eventOf('', { query }))).status).toBe(401);
  });
});
