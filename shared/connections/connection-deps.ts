import type { PerProvider } from '../../events/stored/provider.ts';
import type { AuthorizationProvider } from '../ports/authorization-provider.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connections } from '../ports/connections.ts';
import type { Ids } from '../ports/ids.ts';
import type { Log } from '../ports/log.ts';
import type { OrgSettingsStore } from '../ports/org-settings-store.ts';
import type { Queues } from '../ports/queues.ts';
import type { Sealer } from '../ports/sealer.ts';

/** What connecting works with; each step names its part. */
export interface ConnectionDeps {
  readonly connections: Connections;
  readonly settings: OrgSettingsStore;
  readonly authorizations: PerProvider<AuthorizationProvider>;
  readonly sealer: Sealer;
  readonly queues: Queues;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  /** Where providers and browsers reach the hub. */
  readonly publicUrl: string;
}
