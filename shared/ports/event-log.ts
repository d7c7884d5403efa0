import type { LoggedEvent } from '../../events/stored/logged-event.ts';

/**
 * The transitions of an org, each at a place of its own: 1, 2, 3 … A transition gets its place when somebody reads on, not when it is
 * committed, so one that becomes visible late comes later in the log and is never slipped in behind a reader.
 */
export interface EventLog {
  /** Gives places to transitions since a UTC instant that have none yet, oldest first; false where there was none. Safe at once. */
  append(org: string, since: string): Promise<boolean>;
  /** What stands after a position (0 = the beginning), in order, at most `limit`. Consistent. */
  after(org: string, position: number, limit: number): Promise<readonly LoggedEvent[]>;
  /** The event at a position; undefined where it is not kept any more, or not yet there. Consistent. */
  at(org: string, position: number): Promise<LoggedEvent | undefined>;
  /** The last position that was given; 0 = none. Consistent. */
  length(org: string): Promise<number>;
}
