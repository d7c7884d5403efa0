import type { Connection } from '../../events/stored/connection.ts';
import { newTransition } from '../history/new-transition.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connections } from '../ports/connections.ts';
import type { Ids } from '../ports/ids.ts';
import type { ProviderError } from '../ports/provider-error.ts';

interface Deps {
  readonly connections: Pick<Connections, 'read' | 'commit'>;
  readonly clock: Clock;
  readonly ids: Ids;
}

const lost = (connection: Connection, { verdict }: ProviderError, at: string): Connection => {
  const { reason: _, ...rest } = connection;
  const next = { ...rest, version: connection.version + 1, stateSince: at };
  if (verdict === 'scope') return { ...next, state: 'insufficient_scope' };
  return { ...next, state: 'needs_reauth', reason: 'account_unusable' };
};

/** After a final word of the provider's: the connection says so from now on, unless it has changed meanwhile. */
export const loseConnection =
  ({ connections, clock, ids }: Deps) =>
  async (seen: Connection, error: ProviderError, trace: string): Promise<void> => {
    const { org, userId, id, epoch } = seen;
    const connection = await connections.read(org, userId, id);
    if (connection?.state !== 'connected' || connection.epoch !== epoch) return;
    const at = new Date(clock.now()).toISOString();
    await connections.commit({
      connection: lost(connection, error, at),
      transition: newTransition(
        { clock, ids },
        { org, type: 'connection.lost', subject: id, actor: { kind: 'provider' }, trace },
      ),
    });
  };
