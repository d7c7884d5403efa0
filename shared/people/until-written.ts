import { setTimeout as pause } from 'node:timers/promises';
import { HubError } from '../errors.ts';

const ATTEMPTS = 12;

const pauseMs = (attempt: number): number => Math.random() * Math.min(200, 5 * 2 ** attempt);

/** Repeats a read-decide-write until nobody else was faster; `write` resolves to undefined when somebody was. */
export const untilWritten = async <T>(write: () => Promise<T | undefined>): Promise<T> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const written = await write();
    if (written !== undefined) return written;
    await pause(pauseMs(attempt));
  }
  throw new HubError('busy', { retryAfterSeconds: 1 });
};
