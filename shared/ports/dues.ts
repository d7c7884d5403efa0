import type { Due } from '../../events/stored/due.ts';

/** Debts and timers. */
export interface Dues {
  put(due: Due): Promise<void>;
  /** With a version: only that one, for whoever put another one since still wants it. */
  remove(kind: Due['kind'], owner: string, version?: number): Promise<void>;
  /** Everything due by `now`, all shards, oldest first, at most `limit`. */
  dueBy(now: string, limit: number): Promise<readonly Due[]>;
  /** Moves a due item on whose messages were sent; false if it was changed or removed meanwhile. */
  postpone(due: Due, dueAt: string): Promise<boolean>;
}
