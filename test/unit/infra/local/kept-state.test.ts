import { promises } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { processClock } from '../../../../infra/local/clock.ts';
import { type Engines, startEngines } from '../../../../infra/local/engines.ts';
import { loadState, saveState } from '../../../../infra/local/kept-state.ts';

let folder = '';
let running: Engines[] = [];

beforeEach(async () => {
  processClock.install();
  folder = await promises.mkdtemp(join(tmpdir(), 'meridian-'));
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((engines) => engines.close()));
  processClock.uninstall();
  await promises.rm(folder, { recursive: true });
});

const start = async (): Promise<Engines> => {
  const engines = await startEngines({});
  running.push(engines);
  return engines;
};

it('puts back queues, secrets, mail and the time that they belong to', async () => {
  const before = await start();
  processClock.advance(86_400_000);
  before.byName.sync.queue.send({ body: 'work', group: 'g', dedupe: 'd', attributes: {} });
  before.secrets.reset({ 'meridian/google': 'secret' });
  const mail = {
    id: 'm1',
    at: new Date().toISOString(),
    source: 'a@b.example',
    to: ['c@d.example'],
    tags: {},
  };
  before.mailbox.add({ ...mail, raw: Buffer.from([0, 255, 10]) });
  const at = Date.now();
  await saveState(folder, before);
  processClock.uninstall();
  processClock.install();
  const after = await start();
  expect(await loadState(folder, after)).toBe(true);
  expect(Math.abs(Date.now() - at)).toBeLessThan(10_000);
  expect(after.byName.sync.queue.peek()).toMatchObject([{ body: 'work', group: 'g' }]);
  expect(
    after.byName.sync.queue.send({ body: 'work', group: 'g', dedupe: 'd', attributes: {} }).sequence,
  ).toBe(after.byName.sync.queue.peek()[0]?.sequence);
  expect(after.secrets.secrets.live('meridian/google').find({}).value).toEqual({ SecretString: 'secret' });
  expect(after.mailbox.all()).toEqual([{ ...mail, raw: Buffer.from([0, 255, 10]) }]);
});

it('says so when there is nothing to put back', async () => {
  expect(await loadState(folder, await start())).toBe(false);
});
