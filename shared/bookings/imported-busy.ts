import type { Connection } from '../../events/stored/connection.ts';
import type { Interval } from '../domain/busy-time.ts';
import { hasCalendars } from '../domain/calendar-platform.ts';
import { connectedFeeds } from '../domain/connected-feeds.ts';
import type { Feeds } from '../ports/feeds.ts';
import { importedRows } from './imported-rows.ts';

interface HostBusy extends Interval {
  readonly userId: string;
}

/** What the calendars of some people say of a time. */
export interface ImportedBusy {
  readonly busy: readonly HostBusy[];
  /** People whose calendar cannot be known now: never read, to be reconnected, or on its way out. */
  readonly unknown: readonly string[];
  /** How far each calendar was read, where that is known. */
  readonly read: readonly { readonly userId: string; readonly to: string }[];
}

const busyOf = async (
  { feeds }: { readonly feeds: Feeds },
  connection: Connection,
  interval: Interval,
): Promise<ImportedBusy> => {
  const { userId, state } = connection;
  const calendars = connectedFeeds(connection).filter((each) => each.busy);
  const found =
    state === 'connected'
      ? await Promise.all(calendars.map(({ feedId }) => importedRows(feeds)(feedId, interval)))
      : [undefined];
  const known = found.filter((each) => each !== undefined);
  // One of the calendars that block time was never read.
  if (known.length < found.length) return { busy: [], unknown: [userId], read: [] };
  const busy = known.flatMap(({ rows }) => rows).filter((row) => row.busy);
  const read = known.flatMap(({ feed: { readTo: to } }) => (to === undefined ? [] : [{ userId, to }]));
  return { busy: busy.map(({ start, end }) => ({ userId, start, end })), unknown: [], read };
};

/** Foreign busy time in the connected calendars over [start, end), as last imported. Whoever has no calendar is not spoken of. */
export const importedBusy =
  (deps: { readonly feeds: Feeds }) =>
  async (connections: readonly Connection[], interval: Interval): Promise<ImportedBusy> => {
    const calendars = connections.filter(hasCalendars);
    const parts = await Promise.all(calendars.map((connection) => busyOf(deps, connection, interval)));
    return {
      busy: parts.flatMap(({ busy }) => busy),
      read: parts.flatMap(({ read }) => read),
      unknown: [...new Set(parts.flatMap(({ unknown }) => unknown))],
    };
  };
