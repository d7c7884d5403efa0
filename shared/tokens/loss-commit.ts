import type { Connection } from '../../events/stored/connection.ts';
import type { Due } from '../../events/stored/due.ts';
import { accountTimers } from '../domain/account-timers.ts';
import { type Loss, lossId } from '../domain/loss.ts';
import { newTransition } from '../history/new-transition.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConnectionCommit } from '../ports/connections.ts';
import type { Ids } from '../ports/ids.ts';

interface Deps {
  readonly clock: Clock;
  readonly ids: Ids;
}

interface Verdict {
  readonly state: 'needs_reauth' | 'insufficient_scope';
  readonly reason?: NonNullable<Connection['reason']>;
  readonly trace: string;
}

/** What a loss owes from its commit on: that what was imported goes, and that the user hears of it. */
const debtsOf = ({ org, userId, id: connectionId }: Connection, since: string, trace: string): Due[] => {
  const loss: Loss = { connectionId, since };
  const owner = lossId(loss);
  const about = { v: 1, org, userId, ...loss, trace } as const;
  const debt = { v: 1, owner, version: 1, dueAt: since } as const;
  return [
    {
      ...debt,
      kind: 'loss_rows',
      messages: [{ queue: 'provision', body: { ...about, kind: 'lost' } }],
    },
    {
      ...debt,
      kind: 'loss_mail',
      messages: [{ queue: 'mail', body: { ...about, kind: 'connection_lost' } }],
    },
  ];
};

/** The end of a connection's good standing, with all that follows from it; its account, claim and bookings stay. */
export const lossCommit = (
  deps: Deps,
  { access: _, reason: __, ...present }: Connection,
  { state, reason, trace }: Verdict,
): ConnectionCommit => {
  const since = new Date(deps.clock.now()).toISOString();
  const { org, userId, id } = present;
  const connection: Connection = {
    ...present,
    version: present.version + 1,
    state,
    stateSince: since,
    ...(reason && { reason }),
  };
  return {
    connection,
    due: debtsOf(connection, since, trace),
    removeDue: accountTimers(connection).filter(({ kind }) => kind !== 'deauthorized'),
    transition: newTransition(deps, {
      org,
      type: 'connection.lost',
      subject: id,
      userId,
      actor: { kind: 'provider' },
      trace,
    }),
  };
};
