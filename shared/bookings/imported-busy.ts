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

type Known = Awaited<ReturnType<ReturnType<typeof importedRows>>>;

const blockingFeeds = (connection: Connection): string[] =>
  connectedFeeds(connection).flatMap(({ feedId, busy }) => (busy ? [feedId] : []));

/** Of one account, from what is known of its calendars. */
const busyOf = (connection: Connection, known: Known): ImportedBusy => {
  const { userId } = connection;
  const wanted = blockingFeeds(connection);
  const found = wanted.flatMap((feedId) => known.get(feedId) ?? []);
  // One of the calendars that block time was never read.
  if (connection.state !== 'connected' || found.length < wanted.length)
    return { busy: [], unknown: [userId], read: [] };
  const busy = found.flatMap(({ rows }) => rows).filter((row) => row.busy);
  const read = found.flatMap(({ feed: { readTo: to } }) => (to === undefined ? [] : [{ userId, to }]));
  return { busy: busy.map(({ start, end }) => ({ userId, start, end })), unknown: [], read };
};

/** Foreign busy time in the connected calendars over [start, end), as last imported. Whoever has no calendar is not spoken of. */
export const importedBusy =
  (deps: { readonly feeds: Pick<Feeds, 'readMany' | 'events'> }) =>
  async (connections: readonly Connection[], interval: Interval): Promise<ImportedBusy> => {
    const calendars = connections.filter(hasCalendars);
    const readable = calendars.filter(({ state }) => state === 'connected').flatMap(blockingFeeds);
    const known = await importedRows(deps.feeds)(readable, interval);
    const parts = calendars.map((connection) => busyOf(connection, known));
    return {
      busy: parts.flatMap(({ busy }) => busy),
      read: parts.flatMap(({ read }) => read),
      unknown: [...new Set(parts.flatMap(({ unknown }) => unknown))],
    };
  };
