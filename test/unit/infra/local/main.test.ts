import { promises } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { startProcess } from '../../../support/local-process.ts';

const PATIENCE_MS = 60_000;
const clock = z.object({ now: z.iso.datetime().transform((text) => Date.parse(text)) });

let folder = '';
let hub: Awaited<ReturnType<typeof startProcess>> | undefined;

beforeEach(async () => {
  folder = await promises.mkdtemp(join(tmpdir(), 'meridian-'));
});
afterEach(async () => {
  await hub?.stop('SIGKILL');
  await promises.rm(folder, { recursive: true });
});
const start = async (...options: string[]) => {
  hub = await startProcess(folder, ...options);
  return hub;
};

it('says when it is ready, moves time while it polls, and ends at once', {
  timeout: PATIENCE_MS,
}, async () => {
  const { dev, ask, call, stop } = await start();
  expect(dev).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/dev$/);
  const urls = z.looseObject({ hub: z.url(), inbox: z.url(), google: z.url() });
  expect((await ask(urls, 'GET', '/dev')).hub).toBe(new URL(dev).origin);
  expect(await call('GET', '/v1/me', { user: 'ada' })).toMatchObject({ status: 200, body: { id: 'ada' } });
  const { now } = await ask(clock, 'POST', '/dev/clock', { body: { advance: 'PT2H' } });
  expect(now - Date.now()).toBeGreaterThan(7_190_000);
  expect(await call('GET', '/v1/me', { user: 'ada' })).toMatchObject({ status: 200 });
  const { code, ms } = await stop('SIGTERM');
  expect(code).toBe(0);
  expect(ms).toBeLessThan(1000);
});

it('keeps its state where it is asked to', { timeout: PATIENCE_MS }, async () => {
  const first = await start('--keep');
  const changed = await first.call('PATCH', '/v1/me', { user: 'ben', body: { zone: 'Europe/Prague' } });
  expect(changed.status).toBe(200);
  await first.call('POST', '/dev/clock', { body: { advance: 'PT5H' } });
  expect((await first.stop('SIGINT')).code).toBe(0);
  const second = await start('--keep');
  expect(await second.call('GET', '/v1/me', { user: 'ben' })).toMatchObject({
    body: { zone: 'Europe/Prague' },
  });
  expect((await second.ask(clock, 'GET', '/dev/clock')).now - Date.now()).toBeGreaterThan(17_990_000);
});
