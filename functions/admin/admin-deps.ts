import type { Clock } from '../../shared/ports/clock.ts';
import type { Connections } from '../../shared/ports/connections.ts';
import type { Ids } from '../../shared/ports/ids.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { OrgSettingsStore } from '../../shared/ports/org-settings-store.ts';
import type { People } from '../../shared/ports/people.ts';
import type { Queues } from '../../shared/ports/queues.ts';

/** What the admin's room works with. */
export interface AdminDeps {
  readonly people: People;
  readonly settings: OrgSettingsStore;
  readonly connections: Connections;
  readonly queues: Queues;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}
