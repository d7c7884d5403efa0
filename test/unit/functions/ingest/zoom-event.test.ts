import { createHmac } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import type { QueuedWork } from '../../../../events/stored/due.ts';
import { receiveZoomEvent } from '../../../../functions/ingest/zoom-event.ts';
import { exactJson } from '../../../../shared/providers/zoom/exact-json.ts';
import { zoomProofs } from '../../../../shared/providers/zoom/webhook-proofs.ts';

const NOW = '2027-01-04T09:00:00.000Z';
const SECONDS = Date.parse(NOW) / 1000;
const [OLD, NEW] = ['old-secret', 'new-secret'];
const hex = (secret: string, ...parts: (string | Buffer)[]): string => {
  const mac = createHmac('sha256', secret);
  for (const part of parts) mac.update(part);
  return mac.digest('hex');
};

interface Sending {
  readonly secret?: string;
  readonly ageSeconds?: number;
  readonly signedBody?: string;
  readonly base64?: boolean;
}

const eventOf = (body: string, sending: Sending = {}): APIGatewayProxyEventV2 => {
  const { secret = NEW, ageSeconds = 0, signedBody = body, base64 = false } = sending;
  const timestamp = String(SECONDS - ageSeconds);
  return {
    version: '2.0',
    routeKey: 'POST /webhooks/zoom',
    rawPath: '/webhooks/zoom',
    rawQueryString: '',
    headers: {
      'x-zm-request-timestamp': timestamp,
      'x-zm-signature': `v0=${hex(secret, `v0:${timestamp}:`, Buffer.from(signedBody))}`,
    },
    body: base64 ? Buffer.from(body).toString('base64') : body,
    isBase64Encoded: base64,
    requestContext: {
      accountId: '0',
      apiId: 'api',
      domainName: 'hub',
      domainPrefix: 'hub',
      stage: '$default',
      requestId: 'request-1',
      routeKey: 'POST /webhooks/zoom',
      time: '',
      timeEpoch: 0,
      http: { method: 'POST', path: '/webhooks/zoom', protocol: 'HTTP/1.1', sourceIp: '', userAgent: '' },
    },
  };
};

const APP = { clientId: 'our-client', webhookSecrets: [OLD, NEW] };

const stage = (app = () => Promise.resolve(APP)) => {
  const sent: QueuedWork[] = [];
  const logged: unknown[] = [];
  const clock = { now: () => Date.parse(NOW) };
  const receive = receiveZoomEvent({
    proofs: zoomProofs({ app, clock }),
    parseJson: exactJson,
    queues: {
      send: (messages) => {
        sent.push(...messages);
        return Promise.resolve();
      },
    },
    clock,
    log: {
      info: (...line) => logged.push(line),
      error: (...line) => logged.push(line),
    },
  });
  return { sent, logged, receive };
};

const about = { v: 1, provider: 'zoom', trace: 'request-1' };
const meeting = (event: string, object: string, more = ''): string =>
  `{"event":"${event}","event_ts":${Date.parse(NOW)},"payload":{"account_id":"company","object":{${object}}${more}}}`;
const updated = meeting('meeting.updated', '"id":98765432101,"topic":"Überraschung 🎈"');

describe('an event of Zoom', () => {
  it.each([
    [updated, { kind: 'meeting_news', meetingId: '98765432101', happening: 'changed', at: NOW }],
    [
      meeting('meeting.deleted', '"id":90071992547409931234,"host_id":"h_-.~1"'),
      {
        kind: 'meeting_news',
        meetingId: '90071992547409931234',
        accountKey: 'h_-.~1',
        happening: 'changed',
        at: NOW,
      },
    ],
    [
      meeting('meeting.started', '"id":"98765432101","host_id":"h","start_time":"2027-01-04T08:59:00Z"'),
      {
        kind: 'meeting_news',
        meetingId: '98765432101',
        accountKey: 'h',
        happening: 'started',
        at: '2027-01-04T08:59:00.000Z',
      },
    ],
    [
      meeting('meeting.ended', '"id":"98765432101","host_id":"h"'),
      { kind: 'meeting_news', meetingId: '98765432101', accountKey: 'h', happening: 'ended', at: NOW },
    ],
    [
      '{"event":"app_deauthorized","payload":{"client_id":"our-client","user_id":"h","deauthorization_time":"2027-01-04T08:00:00.123Z"}}',
      { kind: 'account_news', accountKey: 'h', deauthorizedAt: '2027-01-04T08:00:00.123Z' },
    ],
    [
      meeting('user.deactivated', '"id":"h","email":"h@acme.example"'),
      { kind: 'account_news', accountKey: 'h' },
    ],
  ])('becomes a hint with ids and a time: %s', async (body, news) => {
    for (const base64 of [false, true]) {
      const { sent, receive } = stage();
      expect(await receive(eventOf(body, { base64 }))).toEqual({ status: 200 });
      expect(sent).toEqual([{ queue: 'sync', body: { ...about, ...news } }]);
    }
  });

  it.each([
    ['another kind', meeting('meeting.participant_joined', '"id":"1","participant":{"email":"p@x.example"}')],
    ['an id that is none', meeting('meeting.updated', '"id":"1 2"')],
    ['an account that is none', meeting('user.updated', '"id":"zoom user"')],
    ['a number that is no whole one', meeting('meeting.updated', '"id":1e30')],
    ['another app', '{"event":"app_deauthorized","payload":{"client_id":"other","user_id":"h"}}'],
    ['no JSON', 'hello'],
  ])('that is genuine and not for us is acknowledged, and nothing is kept: %s', async (_, body) => {
    const { sent, logged, receive } = stage();
    expect(await receive(eventOf(body))).toEqual({ status: 200 });
    expect([sent, logged]).toEqual([[], []]);
  });

  it.each([
    ['forged', { secret: 'a guess' }],
    ['stale', { ageSeconds: 86_401 }],
    ['truncated', { signedBody: `${updated} ` }],
    ['written anew', { signedBody: JSON.stringify(JSON.parse(updated)).replace('Ü', '\\u00dc') }],
  ])('that is %s gets the one refusal', async (_, sending) => {
    const { sent, receive } = stage();
    expect(await receive(eventOf(updated, sending))).toEqual({ status: 401 });
    expect(sent).toEqual([]);
  });

  it('without a signature, or larger than any is, gets the same refusal', async () => {
    const { receive } = stage();
    expect(await receive({ ...eventOf(updated), headers: {} })).toEqual({ status: 401 });
    expect(await receive(eventOf(`${updated}${' '.repeat(300_000)}`))).toEqual({ status: 401 });
  });

  it('that was tried again for 85 minutes still counts, and its age is logged', async () => {
    const { sent, logged, receive } = stage();
    expect(await receive(eventOf(updated, { ageSeconds: 85 * 60 }))).toEqual({ status: 200 });
    expect(sent).toHaveLength(1);
    expect(JSON.stringify(logged)).toContain('5100');
  });

  it('is asked for again, never refused, while the secret cannot be had', async () => {
    const { sent, receive } = stage(() => Promise.reject(new Error('no secret')));
    expect(await receive(eventOf(updated))).toEqual({ status: 503, headers: { 'retry-after': '10' } });
    expect(sent).toEqual([]);
  });

  it.each([OLD, NEW])(
    'the challenge is answered under the secret that it was signed with: %s',
    async (secret) => {
      const { sent, receive } = stage();
      const body = '{"event":"endpoint.url_validation","payload":{"plainToken":"abc"},"event_ts":1}';
      expect(await receive(eventOf(body, { secret }))).toEqual({
        status: 200,
        body: { plainToken: 'abc', encryptedToken: hex(secret, 'abc') },
      });
      expect(sent).toEqual([]);
      expect(await receive(eventOf(body, { secret: 'a guess' }))).toEqual({ status: 401 });
    },
  );
});
