import type { Due } from '../../events/stored/due.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConnectionCommit, Connections } from '../ports/connections.ts';
import { type Advance, advanced, type Leaving } from './leaving.ts';

interface Deps {
  readonly connections: Pick<Connections, 'commit'>;
  readonly clock: Clock;
}

const GRACE_MS = 60_000;

/** Somebody else has gone on with this run: it is theirs. */
export class RunTaken extends Error {
  constructor() {
    super('another worker has gone on with this run');
    this.name = 'RunTaken';
  }
}

export const disconnectWork = ({ connection, run, trace }: Leaving) => {
  const { org, userId, id: connectionId } = connection;
  const body = { v: 1, kind: 'disconnect', org, userId, connectionId, runId: run.id, trace } as const;
  return { queue: 'provision', body } as const;
};

/** Sends the run on when its wait is over, or when whoever works on it has died. */
const dueOf = (leaving: Leaving, now: number): Due => {
  const soon = new Date(now + GRACE_MS).toISOString();
  const { notBefore } = leaving.progress;
  const dueAt = notBefore !== undefined && notBefore > new Date(now).toISOString() ? notBefore : soon;
  const { id: owner, version } = leaving.run;
  return { v: 1, kind: 'run', owner, version, dueAt, messages: [disconnectWork(leaving)] };
};

/** Stores how far the run is, with its timer, and with what has to be true together with it. Throws RunTaken. */
export const keepProgress =
  ({ connections, clock }: Deps) =>
  async (leaving: Leaving, advance: Advance, more: ConnectionCommit = {}): Promise<Leaving> => {
    const next = advanced(leaving, advance);
    const due = [dueOf(next, clock.now())];
    const { outcome } = await connections.commit({ ...more, run: next.run, due });
    if (outcome !== 'committed') throw new RunTaken();
    return next;
  };
