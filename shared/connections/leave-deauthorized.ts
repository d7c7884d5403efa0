import type { ProvisionWork } from '../../events/internal/provision-work.ts';
import type { Dues } from '../ports/dues.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { startDisconnect } from './start-disconnect.ts';

type Deps = Pick<ConnectionDeps, 'connections' | 'queues' | 'clock' | 'ids' | 'log'> & {
  readonly dues: Pick<Dues, 'remove'>;
};

type Work = Extract<ProvisionWork, { kind: 'deauthorized' }>;

/**
 * Whoever took our access away and has not come back is disconnected: what is kept of a Zoom account has to be gone within ten days
 * (https://marketplace.zoom.us/docs/guides/publishing/data-compliance). One that was connected anew stays.
 */
export const leaveDeauthorized =
  (deps: Deps) =>
  async ({ org, userId, connectionId, since, trace }: Work): Promise<void> => {
    const connection = await deps.connections.read(org, userId, connectionId);
    const isLost = connection?.state === 'needs_reauth' || connection?.state === 'insufficient_scope';
    if (isLost && (connection.grantedAt ?? connection.connectedAt) < since)
      await startDisconnect(deps)({ connection, trace });
    await deps.dues.remove('deauthorized', connectionId);
  };
