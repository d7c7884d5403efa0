import { execFile } from 'node:child_process';
import { promises } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { startProcess } from '../../../support/local-process.ts';

const SCRIPT = resolve('infra/operate/redrive.ts');
const PATIENCE_MS = 60_000;

let folder = '';
let hub: Awaited<ReturnType<typeof startProcess>>;

beforeAll(async () => {
  folder = await promises.mkdtemp(join(tmpdir(), 'meridian-'));
  hub = await startProcess(folder);
}, PATIENCE_MS);
afterAll(async () => {
  await hub.stop('SIGKILL');
  await promises.rm(folder, { recursive: true });
});

/** The command as an operator runs it. */
const redrive = (...args: string[]): Promise<{ code: unknown; out: string; err: string }> =>
  new Promise((done) => {
    execFile(process.execPath, [SCRIPT, ...args], (error, out, err) =>
      done({ code: error?.code ?? 0, out, err }),
    );
  });

const poison = async (): Promise<void> => {
  const dev = z.object({ aws: z.object({ sqs: z.url() }) });
  const { aws } = await hub.ask(dev, 'GET', '/dev');
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const sqs = new SQSClient({
    endpoint: aws.sqs,
    region: 'us-east-1',
    credentials,
    useQueueUrlAsEndpoint: false,
  });
  const QueueUrl = `${aws.sqs}/000000000000/sync.fifo`;
  await sqs.send(
    new SendMessageCommand({
      QueueUrl,
      MessageBody: '{"v":1,"trace":"trace-7"}',
      MessageGroupId: 'g',
      MessageDeduplicationId: 'd',
    }),
  );
  sqs.destroy();
};

const later = () => hub.call('POST', '/dev/clock', { body: { advance: 'PT10M' } });

it('lists what was given up and why, puts it back, and finds it again where it fails still', {
  timeout: PATIENCE_MS,
}, async () => {
  const where = ['--hub', new URL(hub.dev).origin];
  expect(await redrive(...where, '--list')).toMatchObject({
    code: 0,
    out: 'sync       0 dead letters\nprovision  0 dead letters\nmail       0 dead letters\n',
  });
  await poison();
  await later();
  const listed = await redrive(...where, '--list', 'sync');
  expect(listed.out).toMatch(
    /^sync {7}1 dead letter\n {4}1 x {2}ZodError \(last \S+Z, requestId trace-7\)\n$/u,
  );
  expect((await redrive(...where, 'sync')).out).toBe(`${listed.out}           1 put back\n`);
  await later();
  expect((await redrive(...where, '--list', 'sync')).out).toMatch(/1 x {2}ZodError/u);
});

it.each([
  [['--hub', 'http://127.0.0.1:1'], 'fetch failed'],
  [['lunch'], 'there is no queue lunch'],
])('says what is wrong with %j, and fails', async (args, said) => {
  const { code, out, err } = await redrive(...args);
  expect([code, out]).toEqual([1, '']);
  expect(err).toContain(said);
});
