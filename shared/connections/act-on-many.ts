import type { Idempotency } from '../../events/stored/idempotency.ts';
import type { Run, RunOutcomes } from '../../events/stored/run.ts';
import type { ConnectRequests } from '../ports/connect-requests.ts';
import type { OrgSettingsStore } from '../ports/org-settings-store.ts';
import type { People } from '../ports/people.ts';
import type { ConnectionDeps } from './connection-deps.ts';

/** What acting on many people's integrations works with. */
export type ManyDeps = Pick<ConnectionDeps, 'connections' | 'queues' | 'clock' | 'ids' | 'log'> & {
  readonly people: Pick<People, 'readMany'>;
  readonly settings: Pick<OrgSettingsStore, 'read'>;
  readonly requests: ConnectRequests;
};

/** What an admin wants for many people of their org. */
export interface ManyOrder {
  readonly runId: string;
  readonly org: string;
  /** The admin. */
  readonly by: string;
  readonly action: RunOutcomes['action'];
  readonly platform: RunOutcomes['platform'];
  readonly userIds: readonly string[];
  readonly idempotency: Idempotency | undefined;
  readonly trace: string;
}

/** The run that was begun, or the record of a twin of this order that was first. */
export type Begun = { readonly run: Run } | { readonly first: Idempotency };
