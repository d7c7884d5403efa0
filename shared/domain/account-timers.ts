import type { Connection } from '../../events/stored/connection.ts';
import type { Due } from '../../events/stored/due.ts';
import type { PerProvider } from '../../events/stored/provider.ts';

const KINDS: PerProvider<readonly Due['kind'][]> = {
  google: [],
  microsoft: ['keep_alive'],
  zoom: ['keep_alive', 'probe', 'deauthorized'],
};

/** Timers that a connection may have beside those of its calendars, by its provider. */
export const accountTimers = ({
  id,
  provider,
}: Pick<Connection, 'id' | 'provider'>): Pick<Due, 'kind' | 'owner'>[] =>
  KINDS[provider].map((kind) => ({ kind, owner: id }));
