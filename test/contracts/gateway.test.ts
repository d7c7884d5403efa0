import { request as httpRequest } from 'node:http';
import type { Context } from 'aws-lambda';
import { generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { processClock } from '../../infra/local/clock.ts';
import { demoUser } from '../../infra/local/demo.ts';
import { type Local, startLocal } from '../../infra/local/runtime.ts';
import { claimsOf } from '../../infra/local/seed.ts';

const START = '2027-01-04T09:00:00.000Z';
const ada = claimsOf(demoUser('ada') ?? { id: '', org: '', role: 'admin', name: '', email: '' });

describe('the gateway', () => {
  let local: Local;
  let seen: { event: unknown; context: Context }[] = [];
  let answer: unknown;

  beforeAll(async () => {
    processClock.install();
    processClock.freeze(START);
    const handler = (event: unknown, context: Context): unknown => {
      seen.push({ event, context });
      if (answer instanceof Error) throw answer;
      return answer;
    };
    const handlers = { ingest: handler, people: handler, pages: handler, bookings: handler, oauth: handler };
    local = await startLocal({ handlers, onError: () => undefined });
  });
  beforeEach(() => {
    processClock.freeze(START);
    seen = [];
    answer = { statusCode: 204 };
  });
  afterAll(async () => {
    await local.close();
    processClock.uninstall();
  });

  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${local.url}${path}`, { redirect: 'manual', ...init });
  const token = (claims: JWTPayload = {}) => local.cloud.identity.token({ ...ada, ...claims });
  const me = (bearer?: string) =>
    ask('/v1/me', bearer === undefined ? {} : { headers: { authorization: `Bearer ${bearer}` } });

  describe('what a function is told', () => {
    it('gives path, query, headers and address as payload 2.0 does', async () => {
      await ask('/v1/oauth/goo%20gle/callback?state=a%2Fb&scope=x&scope=y', {
        headers: { 'X-Twice': '1', cookie: 'a=1; b=2', 'user-agent': 'test' },
      });
      const [{ event } = {}] = seen;
      expect(event).toMatchObject({
        version: '2.0',
        routeKey: 'GET /v1/oauth/{provider}/callback',
        rawPath: '/v1/oauth/goo%20gle/callback',
        rawQueryString: 'state=a%2Fb&scope=x&scope=y',
        cookies: ['a=1', 'b=2'],
        queryStringParameters: { state: 'a/b', scope: 'x,y' },
        pathParameters: { provider: 'goo gle' },
        isBase64Encoded: false,
        headers: { 'x-twice': '1', 'user-agent': 'test' },
        requestContext: {
          routeKey: 'GET /v1/oauth/{provider}/callback',
          stage: '$default',
          timeEpoch: Date.parse(START),
          time: '04/Jan/2027:09:00:00 +0000',
          http: {
            method: 'GET',
            path: '/v1/oauth/goo%20gle/callback',
            sourceIp: '127.0.0.1',
            userAgent: 'test',
          },
        },
      });
      expect(Object.keys(event ?? {})).not.toContain('body');
    });

    it('leaves out what there is none of', async () => {
      await ask('/webhooks/google', { method: 'POST' });
      const names = Object.keys(seen[0]?.event ?? {});
      for (const name of ['body', 'cookies', 'queryStringParameters', 'pathParameters'])
        expect(names).not.toContain(name);
    });

    it('joins a repeated header by commas', async () => {
      await new Promise<void>((resolve, reject) => {
        const sent = httpRequest(`${local.url}/webhooks/google`, {
          method: 'POST',
          headers: { 'X-Twice': ['1', '2'] },
        });
        sent.once('response', (response) => response.resume().once('end', resolve)).once('error', reject);
        sent.end();
      });
      expect(seen[0]?.event).toMatchObject({ headers: { 'x-twice': '1,2' } });
    });

    it.each([
      ['application/json', '{"a":"ü"}', false],
      ['application/vnd.api+json; charset=utf-8', '{}', false],
      ['application/x-www-form-urlencoded', 'a=1', true],
      ['application/octet-stream', '\u0001', true],
    ])('gives a body of %s as it travels', async (type, body, isBase64Encoded) => {
      await ask('/webhooks/google', { method: 'POST', headers: { 'content-type': type }, body });
      const encoded = isBase64Encoded ? Buffer.from(body).toString('base64') : body;
      expect(seen[0]?.event).toMatchObject({ body: encoded, isBase64Encoded });
    });

    it('gives the time that is left and the name of the function', async () => {
      await ask('/webhooks/google', { method: 'POST' });
      const context = seen[0]?.context;
      expect(context?.functionName).toBe('ingest');
      expect(context?.getRemainingTimeInMillis()).toBeGreaterThan(3000);
      expect(context?.getRemainingTimeInMillis()).toBeLessThanOrEqual(5000);
    });
  });

  describe('what a client is told', () => {
    it('gives status, headers, cookies and body', async () => {
      answer = {
        statusCode: 302,
        headers: { Location: '/app', 'X-Count': 3 },
        cookies: ['a=1', 'b=2'],
        body: 'go',
      };
      const response = await ask('/b/abc');
      expect([response.status, await response.text()]).toEqual([302, 'go']);
      expect(response.headers.get('location')).toBe('/app');
      expect(response.headers.get('x-count')).toBe('3');
      expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    });

    it('decodes base64', async () => {
      answer = {
        statusCode: 200,
        headers: { 'content-type': 'image/png' },
        body: 'AQID',
        isBase64Encoded: true,
      };
      expect(new Uint8Array(await (await ask('/b/abc')).arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
    });

    it('makes a JSON 200 of an answer without a status', async () => {
      answer = { hello: 'world' };
      const response = await ask('/b/abc');
      expect([response.status, await response.json()]).toEqual([200, { hello: 'world' }]);
      expect(response.headers.get('content-type')).toBe('application/json');
    });

    it.each([
      ['a thrown error', new Error('secret detail')],
      ['a status that is none', { statusCode: 'soon' }],
    ])('tells nothing of %s', async (_what, broken) => {
      answer = broken;
      const response = await ask('/b/abc');
      expect([response.status, await response.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
    });

    it('answers HEAD without a body', async () => {
      answer = { statusCode: 200, headers: { 'content-type': 'text/html' }, body: '<p>page</p>' };
      const response = await ask('/b/abc', { method: 'HEAD' });
      expect([response.status, await response.text()]).toEqual([200, '']);
      expect(seen[0]?.event).toMatchObject({ routeKey: 'HEAD /b/{token}' });
    });

    it('names every request, and dates it by the clock', async () => {
      const { headers } = await ask('/b/abc');
      expect(headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
      expect(headers.get('apigw-requestid')).toBe(headers.get('x-request-id'));
      expect(headers.get('date')).toBe('Mon, 04 Jan 2027 09:00:00 GMT');
    });
  });

  describe('what never reaches a function', () => {
    it.each([
      ['GET', '/nowhere'],
      ['DELETE', '/webhooks/google'],
      ['GET', '/b//cancel'],
      ['GET', '/b/abc/'],
      ['OPTIONS', '/webhooks/google'],
    ])('answers 404 to %s %s', async (method, path) => {
      const response = await ask(path, { method });
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect([response.status, await response.json()]).toEqual([
        404,
        {
          message: 'Not Found',
          type: 'about:blank',
          title: 'Not Found',
          status: 404,
          code: 'not_found',
          detail: expect.any(String),
          requestId: response.headers.get('x-request-id'),
        },
      ]);
      expect(seen).toEqual([]);
    });

    it('answers 413 to a body of more than 10 MB', async () => {
      const response = await ask('/webhooks/google', {
        method: 'POST',
        body: Buffer.alloc(10 * 1024 * 1024 + 1),
      });
      expect([response.status, await response.json()]).toMatchObject([413, { code: 'payload_too_large' }]);
      expect(seen).toEqual([]);
    });
  });

  describe('who may come in', () => {
    it('hands on the claims of a token as text', async () => {
      expect((await me(await token({ scope: 'hub.service', groups: ['a', 'b'] }))).status).toBe(204);
      expect(seen[0]?.event).toMatchObject({
        requestContext: {
          authorizer: {
            jwt: {
              claims: { ...ada, aud: 'meridian', scope: 'hub.service', groups: '[a b]', exp: '1799056800' },
              scopes: null,
            },
          },
        },
      });
    });

    it('asks nobody for a token where the route is public', async () => {
      await ask('/b/abc');
      expect(JSON.stringify(seen[0]?.event)).not.toContain('authorizer');
    });

    const stranger = async (): Promise<string> => {
      const { privateKey } = await generateKeyPair('RS256');
      const claims = { ...ada, iss: local.cloud.identity.url, aud: 'meridian', exp: Date.now() / 1000 + 60 };
      return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'local-1' }).sign(privateKey);
    };
    it.each([
      ['no token', () => undefined],
      ['no sense', () => 'abc.def.ghi'],
      ['another issuer', () => token({ iss: 'https://evil.example' })],
      ['another audience', () => token({ aud: 'other' })],
      ['an hour gone by', () => token({ exp: Date.parse(START) / 1000 - 1 })],
      ['a time to come', () => token({ nbf: Date.parse(START) / 1000 + 60 })],
      ['a stranger’s key', stranger],
      [
        'no signature',
        () => new UnsecuredJWT({ ...ada, iss: local.cloud.identity.url, aud: 'meridian' }).encode(),
      ],
    ])('refuses %s', async (_what, make) => {
      const response = await me(await make());
      expect([response.status, await response.json()]).toMatchObject([
        401,
        {
          message: 'Unauthorized',
          status: 401,
          code: 'unauthorized',
          requestId: response.headers.get('x-request-id'),
        },
      ]);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(seen).toEqual([]);
    });

    it('accepts a token to the last second of its hour', async () => {
      const issued = await token();
      processClock.advance(3_599_000);
      expect((await me(issued)).status).toBe(204);
      processClock.advance(2000);
      expect((await me(issued)).status).toBe(401);
    });

    it('publishes its keys as an OpenID provider does', async () => {
      const { url } = local.cloud.identity;
      const configuration = await fetch(`${url}/.well-known/openid-configuration`);
      expect(await configuration.json()).toMatchObject({ issuer: url, jwks_uri: `${url}/jwks.json` });
      expect(await (await fetch(`${url}/jwks.json`)).json()).toMatchObject({
        keys: [{ kid: 'local-1', alg: 'RS256' }],
      });
    });
  });
});
