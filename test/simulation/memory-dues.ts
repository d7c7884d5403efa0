import type { Due } from '../../events/stored/due.ts';
import type { Dues } from '../../shared/ports/dues.ts';
import { TimerHeap } from './timer-heap.ts';

export interface MemoryDues extends Dues {
  /** How often each method was asked. */
  readonly asked: Record<keyof Dues, number>;
}

const keyOf = ({ kind, owner }: Pick<Due, 'kind' | 'owner'>): string => `${kind} ${owner}`;

/** Debts and timers of any number of owners in memory. */
export const memoryDues = (): MemoryDues => {
  const present = new Map<string, Due>();
  const heap = new TimerHeap();
  const asked = { put: 0, remove: 0, dueBy: 0, postpone: 0 };
  const put = (due: Due): void => {
    const key = keyOf(due);
    present.set(key, due);
    heap.push({ at: Date.parse(due.dueAt), key });
  };
  /** The heap forgets nothing by itself: what was moved on or removed is found out here. */
  const take = (until: number): { due: Due; at: number; key: string } | undefined => {
    for (let top = heap.peek(); top !== undefined && top.at <= until; top = heap.peek()) {
      heap.pop();
      const due = present.get(top.key);
      if (due !== undefined && Date.parse(due.dueAt) === top.at) return { due, ...top };
    }
    return undefined;
  };
  return {
    asked,
    put: async (due) => {
      asked.put += 1;
      put(due);
    },
    remove: async (kind, owner, version) => {
      asked.remove += 1;
      const key = keyOf({ kind, owner });
      if (version === undefined || present.get(key)?.version === version) present.delete(key);
    },
    dueBy: async (now, limit) => {
      asked.dueBy += 1;
      const found = new Map<string, { due: Due; at: number; key: string }>();
      while (found.size < limit) {
        const next = take(Date.parse(now));
        if (next === undefined) break;
        found.set(next.key, next);
      }
      for (const { at, key } of found.values()) heap.push({ at, key });
      return [...found.values()].map(({ due }) => due);
    },
    postpone: async (seen, dueAt) => {
      asked.postpone += 1;
      const due = present.get(keyOf(seen));
      if (due === undefined || due.dueAt !== seen.dueAt || due.version !== seen.version) return false;
      put({ ...due, dueAt, sent: (due.sent ?? 0) + 1 });
      return true;
    },
  };
};
