import type { Connection } from '../../events/stored/connection.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connections } from '../ports/connections.ts';
import type { Ids } from '../ports/ids.ts';
import type { ProviderError } from '../ports/provider-error.ts';
import { lossCommit } from '../tokens/loss-commit.ts';

interface Deps {
  readonly connections: Pick<Connections, 'read' | 'commit'>;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** After a final word of the provider's: the connection says so from now on, unless it has changed meanwhile. */
export const loseConnection =
  (deps: Deps) =>
  async (
    seen: Connection,
    { verdict, reason = 'account_unusable' }: ProviderError,
    trace: string,
  ): Promise<void> => {
    const { org, userId, id, epoch } = seen;
    const connection = await deps.connections.read(org, userId, id);
    if (connection?.state !== 'connected' || connection.epoch !== epoch) return;
    const loss =
      verdict === 'scope'
        ? ({ state: 'insufficient_scope', trace } as const)
        : ({ state: 'needs_reauth', reason, trace } as const);
    await deps.connections.commit(lossCommit(deps, connection, loss));
  };
