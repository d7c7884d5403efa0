import type { Run } from '../../events/stored/run.ts';
import { accountTimers } from '../domain/account-timers.ts';
import { grantEnd } from '../domain/grant-end.ts';
import { newTransition } from '../history/new-transition.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connections } from '../ports/connections.ts';
import type { Ids } from '../ports/ids.ts';
import type { Leaving } from './leaving.ts';

interface Deps {
  readonly connections: Pick<Connections, 'read' | 'claim' | 'commit'>;
  readonly clock: Clock;
  readonly ids: Ids;
}

const NONE = {
  ...{ bookings: 0, released: 0, cancelled: 0, guestsTold: 0 },
  ...{ removed: 0, kept: 0, couldNotRemove: 0, channelsStopped: 0, importedRemoved: 0 },
};

/** What the person who left is told: what went, what stays and what could not be removed. */
const receiptOf = ({ connection, run, progress }: Leaving): Record<string, unknown> => {
  const { platforms } = connection;
  const { grant = 'unknown', notRemoved, shutOut } = progress;
  const bookings = [...new Set(notRemoved.map(({ bookingId }) => bookingId))];
  return {
    platforms,
    grant,
    ...NONE,
    ...run.counts,
    ...(grant === 'stands' && { help: grantEnd(connection) }),
    ...(bookings.length > 0 && { notRemoved: bookings }),
    // What was being made when the access ended could not be looked for.
    ...(shutOut && { accessLost: true }),
  };
};

const concluded = (leaving: Leaving, finishedAt: string): Run => {
  const { progress: _, ...run } = leaving.run;
  return { ...run, version: run.version + 1, state: 'done', finishedAt, result: receiptOf(leaving) };
};

/** The connection and its claim go, and the run is done, all at once. False: somebody else has gone on with the run. */
export const concludeDisconnect =
  (deps: Deps) =>
  async (leaving: Leaving): Promise<boolean> => {
    const { connection, run, trace } = leaving;
    const { org, userId, id } = connection;
    const present = await deps.connections.read(org, userId, id);
    if (present?.runId !== run.id) return false;
    const claim = await deps.connections.claim(present.provider, org, present.accountKey);
    const { outcome } = await deps.connections.commit({
      removeConnection: present,
      ...(claim?.connectionId === id && claim.userId === userId && { releaseClaim: claim }),
      run: concluded(leaving, new Date(deps.clock.now()).toISOString()),
      removeDue: [{ kind: 'run', owner: run.id }, ...accountTimers(present)],
      transition: newTransition(deps, {
        org,
        type: 'connection.disconnected',
        subject: id,
        userId,
        actor: { kind: 'system' },
        trace,
      }),
    });
    return outcome === 'committed';
  };
