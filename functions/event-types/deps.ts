import type { Clock } from '../../shared/ports/clock.ts';
import type { Connections } from '../../shared/ports/connections.ts';
import type { EventTypes } from '../../shared/ports/event-types.ts';
import type { Ids } from '../../shared/ports/ids.ts';
import type { OrgSettingsStore } from '../../shared/ports/org-settings-store.ts';
import type { People } from '../../shared/ports/people.ts';

/** What the routes of this function work with. */
export interface Deps {
  readonly eventTypes: EventTypes;
  readonly people: People;
  readonly connections: Pick<Connections, 'ofUsers'>;
  readonly settings: OrgSettingsStore;
  readonly clock: Clock;
  readonly ids: Ids;
}
