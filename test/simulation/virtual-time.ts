import { setImmediate } from 'node:timers/promises';
import { TimerHeap } from './timer-heap.ts';

/** Time as those who wait in it have it: it jumps to whoever wakes next, once everybody waits. */
export const virtualTime = (beginsAt: number) => {
  const heap = new TimerHeap();
  const sleepers = new Map<string, () => void>();
  let now = beginsAt;
  let count = 0;
  const sleep = (ms: number): Promise<void> =>
    new Promise((wake) => {
      count += 1;
      const key = String(count);
      sleepers.set(key, wake);
      heap.push({ at: now + ms, key });
    });
  return {
    now: () => now,
    sleep,
    /** Until nobody waits any more. */
    run: async (): Promise<void> => {
      for (;;) {
        await setImmediate();
        const next = heap.peek();
        if (next === undefined) return;
        heap.pop();
        now = next.at;
        sleepers.get(next.key)?.();
        sleepers.delete(next.key);
      }
    },
  };
};
