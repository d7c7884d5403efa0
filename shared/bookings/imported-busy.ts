import type { Connection } from '../../events/stored/connection.ts';
import type { Feed } from '../../events/stored/feed.ts';
import type { Interval } from '../domain/busy-time.ts';
import { connectedFeeds } from '../domain/connected-feeds.ts';
import type { Feeds } from '../ports/feeds.ts';

interface HostBusy extends Interval {
  readonly userId: string;
}

/** What the calendars of some people say of a time. */
export interface ImportedBusy {
  readonly busy: readonly HostBusy[];
  /** People whose calendar cannot be known now: never read, to be reconnected, or on its way out. */
  readonly unknown: readonly string[];
}

type KnownFeed = Feed & { readonly generation: string };

const isKnown = (feed: Feed | undefined): feed is KnownFeed => feed?.generation !== undefined;

/** Undefined where one of the calendars that block time was never read. */
const knownFeeds = async (
  { feeds }: { readonly feeds: Feeds },
  connection: Connection,
): Promise<readonly KnownFeed[] | undefined> => {
  if (connection.state !== 'connected') return undefined;
  const busy = connectedFeeds(connection).filter((each) => each.busy);
  const found = await Promise.all(busy.map(({ feedId }) => feeds.read(feedId)));
  const known = found.filter(isKnown);
  return known.length === found.length ? known : undefined;
};

const busyOf = async (
  deps: { readonly feeds: Feeds },
  connection: Connection,
  { start, end }: Interval,
): Promise<ImportedBusy> => {
  const { userId } = connection;
  const known = await knownFeeds(deps, connection);
  if (known === undefined) return { busy: [], unknown: [userId] };
  const rows = await Promise.all(
    known.map(({ id, generation }) => deps.feeds.events(id, generation, start, end)),
  );
  const busy = rows.flat().filter((row) => row.busy);
  return { busy: busy.map((row) => ({ userId, start: row.start, end: row.end })), unknown: [] };
};

/** Foreign busy time in the connected calendars over [start, end), as last imported. Whoever has no calendar is not spoken of. */
export const importedBusy =
  (deps: { readonly feeds: Feeds }) =>
  async (connections: readonly Connection[], interval: Interval): Promise<ImportedBusy> => {
    const calendars = connections.filter(({ platforms }) => platforms.includes('google_calendar'));
    const parts = await Promise.all(calendars.map((connection) => busyOf(deps, connection, interval)));
    return {
      busy: parts.flatMap(({ busy }) => busy),
      unknown: [...new Set(parts.flatMap(({ unknown }) => unknown))],
    };
  };
