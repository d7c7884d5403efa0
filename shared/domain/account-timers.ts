import type { Connection } from '../../events/stored/connection.ts';
import type { Due } from '../../events/stored/due.ts';

const KINDS = ['keep_alive', 'probe', 'deauthorized'] as const;

/** Timers that a connection may have at a provider whose accounts do not come up by themselves, as a calendar does. */
export const accountTimers = ({
  id,
  provider,
}: Pick<Connection, 'id' | 'provider'>): Pick<Due, 'kind' | 'owner'>[] =>
  provider === 'zoom' ? KINDS.map((kind) => ({ kind, owner: id })) : [];
