import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import * as z from 'zod';

const Dev = z.object({
  hub: z.string(),
  inbox: z.string(),
  google: z.string(),
  microsoft: z.string(),
  zoom: z.string(),
});
type Dev = z.infer<typeof Dev>;

export interface HubProcess {
  readonly urls: Dev;
  stop(): Promise<void>;
}

const readyUrl = async (lines: AsyncIterable<string>): Promise<string> => {
  for await (const line of lines) {
    const url = /^ready (http:\S+)$/u.exec(line)?.[1];
    if (url) return url;
  }
  throw new Error('the local runtime ended before it was ready');
};

/** A fresh local runtime in a process of its own, as `npm start` runs it, on any free port. */
export const startHub = async (): Promise<HubProcess> => {
  const child = spawn(process.execPath, ['infra/local/main.ts'], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const devUrl = await readyUrl(lines);
  child.stdout.resume();
  return {
    urls: Dev.parse(await (await fetch(devUrl)).json()),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
};
