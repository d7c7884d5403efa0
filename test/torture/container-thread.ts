import { subscribe } from 'node:diagnostics_channel';
import { enableCompileCache, flushCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { processClock } from '../../infra/local/clock.ts';
import { CONTAINER_HEADER, Invocation } from './container-message.ts';

/** What Node's own channels tell of a request before it leaves: `http` sets headers, `fetch` adds them. */
interface Leaving {
  readonly request: {
    setHeader?(name: string, value: string): void;
    addHeader?(name: string, value: string): void;
  };
}
const isLeaving = (message: unknown): message is Leaving =>
  typeof message === 'object' && message !== null && 'request' in message;

const { clock, file, container } = z
  .object({ clock: z.instanceof(SharedArrayBuffer), file: z.string(), container: z.string() })
  .parse(workerData);

processClock.follow(clock);
processClock.install();
for (const channel of ['http.client.request.created', 'undici:request:create'])
  subscribe(channel, (message) => {
    if (!isLeaving(message)) return;
    message.request.setHeader?.(CONTAINER_HEADER, container);
    message.request.addHeader?.(CONTAINER_HEADER, container);
  });

enableCompileCache(join(dirname(file), 'compiled'));
const loaded = z
  .object({
    handler: z.custom<(event: unknown, context: unknown) => unknown>((value) => typeof value === 'function'),
  })
  .parse(await import(pathToFileURL(file).href));
flushCompileCache();

/** By the shared clock, as all that happens here. */
const remainingFrom = (timeoutMs: number): (() => number) => {
  const endsAt = Date.now() + timeoutMs;
  return () => Math.max(0, endsAt - Date.now());
};

const told = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

const run = async (message: unknown): Promise<void> => {
  const { id, event, timeoutMs, context } = Invocation.parse(message);
  try {
    const given = { ...context, getRemainingTimeInMillis: remainingFrom(timeoutMs) };
    parentPort?.postMessage({ id, result: await loaded.handler(event, given) });
  } catch (error) {
    parentPort?.postMessage({ id, error: told(error) });
  }
};

parentPort?.on('message', (message: unknown) => {
  run(message).catch((error: unknown) => {
    throw error;
  });
});
