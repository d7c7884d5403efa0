import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { askGraph, relativeLink } from '../../../../../shared/providers/microsoft/client.ts';

interface Heard {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

describe('a call to Graph', () => {
  const heard: Heard[] = [];
  const server = createServer(({ method = '', url = '', headers }, response) => {
    heard.push({ method, url, headers });
    const status = url.includes('elsewhere') ? 302 : 200;
    response.writeHead(status, { 'content-type': 'application/json', location: '/v1.0/somewhere' }).end('{}');
  });
  let baseUrl = '';
  const ask = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) =>
    askGraph({ accessToken: 'secret', baseUrl }, { method, path, ...(body && { body }) }, z.unknown());

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(() => {
    heard.length = 0;
  });
  afterEach(() => {
    vi.unstubAllGlobals();
  });
  afterAll(() => {
    server.close();
  });

  it('carries the token to a host that is not https, and what it prefers', async () => {
    await ask('POST', '/me/events', { subject: 'Intro' });
    expect(heard).toMatchObject([
      {
        method: 'POST',
        url: '/v1.0/me/events',
        headers: {
          authorization: 'Bearer secret',
          'content-type': 'application/json',
          prefer: 'IdType="ImmutableId", outlook.timezone="UTC", odata.maxpagesize=200',
        },
      },
    ]);
  });

  it('keeps a link as it was written, to the letter', async () => {
    const path = '/me/calendarView/delta?$skiptoken=R0a%2B%2f-_x==&a=1%20b';
    expect(relativeLink({ accessToken: '', baseUrl }, `${baseUrl}/v1.0${path}`)).toBe(path);
    await ask('GET', path);
    expect(heard.map(({ url }) => url)).toEqual([`/v1.0${path}`]);
  });

  it('carries the token to no other host, wherever a path leads', async () => {
    const sent: [string, boolean][] = [];
    vi.stubGlobal('fetch', (input: string, init: { headers: Headers }) => {
      sent.push([new URL(input).host, init.headers.has('authorization')]);
      return Promise.resolve(Response.json({}));
    });
    await ask('GET', '/me');
    await ask('GET', 'https://evil.example/v1.0/me');
    expect(sent).toEqual([
      [new URL(baseUrl).host, true],
      ['evil.example', false],
    ]);
  });

  it('follows no link to another host, or to another version', () => {
    for (const link of ['http://localhost/v1.0/me', `${baseUrl}.evil.example/v1.0/me`, `${baseUrl}/beta/me`])
      expect(() => relativeLink({ accessToken: '', baseUrl }, link)).toThrow('foreign link');
  });

  it('follows no redirect and repeats nothing', async () => {
    await expect(ask('GET', '/elsewhere')).rejects.toMatchObject({
      verdict: 'transient',
      word: 'status 302',
    });
    expect(heard).toHaveLength(1);
  });

  it('says so where nobody answers', async () => {
    const nobody = { accessToken: 'secret', baseUrl: 'http://127.0.0.1:9' };
    const call = askGraph(nobody, { method: 'GET', path: '/me' }, z.unknown());
    await expect(call).rejects.toMatchObject({ verdict: 'transient', word: 'no answer' });
  });
});
