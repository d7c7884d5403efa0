/** How often a host of an event type was given a meeting. */
export interface HostShare {
  readonly userId: string;
  /** Above 0; twice as much is twice as many meetings. */
  readonly weight: number;
  /** Meetings given since the hosts or their weights were last changed: whoever joins later has nothing to catch up on. */
  readonly assigned: number;
  /** UTC instant; absent: never. */
  readonly lastAssignedAt?: string;
}

/** By the share that each has had, then who waits longest, then the id. Multiplied, as a quotient would be rounded. */
const byTurn = (one: HostShare, other: HostShare): number =>
  one.assigned * other.weight - other.assigned * one.weight ||
  (one.lastAssignedAt ?? '').localeCompare(other.lastAssignedAt ?? '') ||
  (one.userId < other.userId ? -1 : 1);

/**
 * Who of the hosts that are free takes the next meeting: the one with the fewest for their weight, then the least recently assigned.
 * Whatever order they come in, the answer is the same. Undefined: nobody is free.
 */
export const assignHost = (free: readonly HostShare[]): HostShare | undefined => free.toSorted(byTurn)[0];
