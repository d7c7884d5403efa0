import type { Connection } from '../../events/stored/connection.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { startDisconnect } from './start-disconnect.ts';

type Deps = Pick<ConnectionDeps, 'connections' | 'queues' | 'clock' | 'ids' | 'log'>;

/** The user's other accounts of this provider give way to the one that takes their place; begun again, it goes on. */
export const replaceOthers =
  (deps: Deps) =>
  async ({ org, userId, id, provider }: Connection, trace: string): Promise<void> => {
    for (const connection of await deps.connections.ofUser(org, userId))
      if (connection.id !== id && connection.provider === provider && connection.state !== 'disconnecting')
        await startDisconnect(deps)({ connection, by: userId, trace });
  };
