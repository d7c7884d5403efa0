import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { type Caller, callerOf } from './call.ts';

const MAIN = resolve('infra/local/main.ts');

interface LocalProcess extends Caller {
  /** Where `/dev` is. */
  readonly dev: string;
  stop(signal: NodeJS.Signals): Promise<{ readonly code: unknown; readonly ms: number }>;
}

const readyLine = async (output: Readable): Promise<string> => {
  for await (const line of createInterface(output)) if (line.startsWith('ready ')) return line;
  throw new Error('it ended before it was ready');
};

/** The hub as `npm start` runs it, in a folder of its own. */
export const startProcess = async (cwd: string, ...options: string[]): Promise<LocalProcess> => {
  const env = { ...process.env, PORT: '0' };
  const running = spawn(process.execPath, [MAIN, ...options], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(running, 'exit');
  const [, dev = ''] = (await readyLine(running.stdout)).split(' ');
  // What it logs must not fill the pipe.
  running.stdout.resume();
  const { ask } = callerOf(dev, () => Promise.reject(new Error('this one brings no token')));
  const issued = z.object({ token: z.string() });
  const token = async (user: unknown) => (await ask(issued, 'GET', `/dev/token?user=${String(user)}`)).token;
  return {
    ...callerOf(dev, token),
    dev,
    stop: async (signal) => {
      const since = performance.now();
      running.kill(signal);
      const [code] = await ended;
      return { code, ms: performance.now() - since };
    },
  };
};
