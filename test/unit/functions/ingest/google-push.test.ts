import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { expect, it } from 'vitest';
import type { QueuedWork } from '../../../../events/stored/due.ts';
import { receiveGooglePush } from '../../../../functions/ingest/google-push.ts';

const NOW = '2027-01-04T09:00:00.000Z';
const headers = {
  'x-goog-channel-id': 'chn_1',
  'x-goog-channel-token': 'token',
  'x-goog-message-number': '2',
  'x-goog-resource-id': 'resource',
  'x-goog-resource-state': 'exists',
};

const eventOf = (over: Record<string, string> = {}): APIGatewayProxyEventV2 => ({
  version: '2.0',
  routeKey: 'POST /webhooks/google',
  rawPath: '/webhooks/google',
  rawQueryString: '',
  headers: { ...headers, ...over },
  isBase64Encoded: false,
  requestContext: {
    accountId: '0',
    apiId: 'api',
    domainName: 'hub',
    domainPrefix: 'hub',
    stage: '$default',
    requestId: 'request-1',
    routeKey: 'POST /webhooks/google',
    time: '',
    timeEpoch: 0,
    http: { method: 'POST', path: '/webhooks/google', protocol: 'HTTP/1.1', sourceIp: '', userAgent: '' },
  },
});

const stage = (feedOf: (token: string) => Promise<string | undefined>) => {
  const sent: QueuedWork[] = [];
  const receive = receiveGooglePush({
    tokens: { feedOf },
    queues: {
      send: (messages) => {
        sent.push(...messages);
        return Promise.resolve();
      },
    },
    clock: { now: () => Date.parse(NOW) },
    log: { info: () => undefined, error: () => undefined },
  });
  return { sent, receive };
};

it.each(['exists', 'not_exists'])('a push that says %s becomes a hint for its feed', async (state) => {
  const { sent, receive } = stage(() => Promise.resolve('feed-1'));
  expect(await receive(eventOf({ 'x-goog-resource-state': state }))).toEqual({ status: 200 });
  expect(sent).toEqual([
    {
      queue: 'sync',
      body: {
        v: 1,
        kind: 'changes',
        feedId: 'feed-1',
        cause: 'push',
        noticedAt: NOW,
        channelId: 'chn_1',
        resourceId: 'resource',
        trace: 'request-1',
      },
    },
  ]);
});

it('a push that nobody can judge is asked for again, never refused', async () => {
  const { sent, receive } = stage(() => Promise.reject(new Error('no keys')));
  expect(await receive(eventOf())).toEqual({ status: 503, headers: { 'retry-after': '10' } });
  expect(sent).toEqual([]);
});

it('a push that is not queued is not acknowledged', async () => {
  const receive = receiveGooglePush({
    tokens: { feedOf: () => Promise.resolve('feed-1') },
    queues: { send: () => Promise.reject(new Error('the queue is full')) },
    clock: { now: () => Date.parse(NOW) },
    log: { info: () => undefined, error: () => undefined },
  });
  await expect(receive(eventOf())).rejects.toThrow('the queue is full');
});
