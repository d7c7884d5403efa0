import { setImmediate as turn } from 'node:timers/promises';
import type { Context } from 'aws-lambda';
import { afterEach, expect, it, vi } from 'vitest';
import { functionsOf } from '../../../../infra/local/functions.ts';
import { topology } from '../../../../infra/topology.ts';

const CROWD = 100;

afterEach(() => vi.useRealTimers());

/** Invocations that stay until they are let go. */
const stage = () => {
  const begun: (() => void)[] = [];
  const remaining: number[] = [];
  const functions = functionsOf({
    handlers: {
      bookings: (_: unknown, context: Context) => {
        remaining.push(context.getRemainingTimeInMillis());
        return new Promise<void>((resolve) => begun.push(resolve));
      },
      sync: () => 'served',
    },
    onError: () => undefined,
  });
  return { begun, remaining, functions };
};

/** One after the other, as each makes room for the next. */
const letGo = async (begun: readonly (() => void)[]): Promise<void> => {
  for (let done = 0; done < CROWD; done += 1) {
    begun[done]?.();
    await turn();
  }
};

it('begins no more invocations of a function than the process can carry, and every other in its turn', async () => {
  const { begun, functions } = stage();
  const all = Array.from({ length: CROWD }, () => functions.invoke('bookings', {}));
  await turn();
  const first = begun.length;
  expect(first).toBeGreaterThan(1);
  expect(first).toBeLessThan(CROWD);
  begun[0]?.();
  await turn();
  expect(begun).toHaveLength(first + 1);
  await letGo(begun);
  await Promise.all(all);
  expect(begun).toHaveLength(CROWD);
});

it('counts the time of an invocation from when it begins, not from when it came', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const { begun, remaining, functions } = stage();
  const all = Array.from({ length: CROWD }, () => functions.invoke('bookings', {}));
  await turn();
  vi.advanceTimersByTime(5_000);
  await letGo(begun);
  await Promise.all(all);
  expect(new Set(remaining)).toEqual(new Set([topology.functions.bookings.timeoutSeconds * 1000]));
});

it('lets a function be served while another is at its limit', async () => {
  const { begun, functions } = stage();
  const all = Array.from({ length: CROWD }, () => functions.invoke('bookings', {}));
  await expect(functions.invoke('sync', {})).resolves.toBe('served');
  await letGo(begun);
  await Promise.all(all);
});
