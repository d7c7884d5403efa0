import type { Connection } from '../../events/stored/connection.ts';

/** One loss of one connection, for as long as it lasts: a connection that is lost again later is another loss. */
export interface Loss {
  readonly connectionId: string;
  /** When it was noticed: the `stateSince` of the connection that is lost. */
  readonly since: string;
}

const LOST = new Set<Connection['state']>(['needs_reauth', 'insufficient_scope']);

/** What timers of a loss are called by. */
export const lossId = ({ connectionId, since }: Loss): string => `${connectionId}.${Date.parse(since)}`;

/** Whether it lasts: connected anew, disconnected or lost again later, it is over. */
export const isLasting = (
  { since }: Loss,
  connection: Pick<Connection, 'state' | 'stateSince'> | undefined,
): boolean => connection !== undefined && LOST.has(connection.state) && connection.stateSince === since;
