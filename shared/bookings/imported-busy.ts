import type { Connection } from '../../events/stored/connection.ts';
import type { Feed } from '../../events/stored/feed.ts';
import type { Interval } from '../domain/busy-time.ts';
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

const isRead = ({ state }: Connection, feed: Feed | undefined): feed is Feed & { generation: string } =>
  state === 'connected' && feed?.generation !== undefined;

/** Foreign busy time in the connected calendars over [start, end), as last imported. Whoever has no calendar is not spoken of. */
export const importedBusy =
  ({ feeds }: { readonly feeds: Feeds }) =>
  async (connections: readonly Connection[], { start, end }: Interval): Promise<ImportedBusy> => {
    const calendars = connections.filter(({ platforms }) => platforms.includes('google_calendar'));
    const parts = await Promise.all(
      calendars.map(async (connection) => {
        const feed = await feeds.read(connection.feedId);
        if (!isRead(connection, feed)) return { busy: [], unknown: [connection.userId] };
        const rows = await feeds.events(feed.id, feed.generation, start, end);
        const busy = rows
          .filter((row) => row.busy)
          .map((row) => ({ userId: connection.userId, start: row.start, end: row.end }));
        return { busy, unknown: [] };
      }),
    );
    return {
      busy: parts.flatMap(({ busy }) => busy),
      unknown: [...new Set(parts.flatMap(({ unknown }) => unknown))],
    };
  };
