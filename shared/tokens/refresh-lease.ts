import type { Connection } from '../../events/stored/connection.ts';
import type { TokenDeps } from './token-deps.ts';

/** Longer than a token call of 10 s and the writes around it: who still holds it is still at work. */
const LEASE_MS = 25_000;

export interface Lease {
  /** As committed with the lease on it. */
  readonly connection: Connection;
  /** The one before was given back, not taken over from somebody who may still be at work. */
  readonly isClean: boolean;
}

export const isLeased = ({ refresh }: Connection, now: number): boolean =>
  refresh !== undefined && Date.parse(refresh.until) > now;

/** Takes the right to refresh, over all Lambdas; undefined when somebody was faster. */
export const takeLease = async (
  { connections, clock, ids }: Pick<TokenDeps, 'connections' | 'clock' | 'ids'>,
  before: Connection,
): Promise<Lease | undefined> => {
  const connection: Connection = {
    ...before,
    version: before.version + 1,
    refresh: { holder: ids.secret(), until: new Date(clock.now() + LEASE_MS).toISOString() },
    fence: before.fence + 1,
  };
  const { outcome } = await connections.commit({ connection });
  return outcome === 'committed' ? { connection, isClean: before.refresh === undefined } : undefined;
};

/** Commits a change under a lease, mostly its end, unless it is not ours any more: then false, and nothing is written. */
export const writeUnderLease = async (
  { connections }: Pick<TokenDeps, 'connections'>,
  lease: Lease,
  change: (present: Connection) => Parameters<TokenDeps['connections']['commit']>[0],
): Promise<boolean> => {
  const { org, userId, id, refresh } = lease.connection;
  for (;;) {
    const present = await connections.read(org, userId, id);
    if (present === undefined || present.refresh?.holder !== refresh?.holder) return false;
    if ((await connections.commit(change(present))).outcome === 'committed') return true;
  }
};
