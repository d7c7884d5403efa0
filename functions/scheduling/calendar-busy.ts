import type { Connection } from '../../events/stored/connection.ts';
import type { ExternalEvent } from '../../events/stored/external-event.ts';
import { importedRows } from '../../shared/bookings/imported-rows.ts';
import type { Interval } from '../../shared/domain/busy-time.ts';
import { connectedFeeds } from '../../shared/domain/connected-feeds.ts';
import { ProviderError } from '../../shared/ports/provider-error.ts';
import { withinBudget } from '../../shared/sync/within-budget.ts';
import type { Deps } from './deps.ts';

/** Busy time of one account's calendars. Unknown: neither the provider nor what was imported can tell. */
export interface CalendarBusy {
  readonly known: boolean;
  /** When it was imported; absent where the provider answered just now. */
  readonly asOf?: string;
  readonly busy: readonly Interval[];
  /** What was imported, on its own: live busy time cannot tell our events from others. */
  readonly rows: readonly ExternalEvent[];
}

type CalendarDeps = Pick<Deps, 'feeds' | 'tokens' | 'calendars' | 'log'>;

/** When, and in which zone whole days are read where the provider tells none. */
type Asked = Interval & { readonly zone: string };

const BUDGET_MS = 2_000;

const busyCalendars = (connection: Connection): string[] =>
  connectedFeeds(connection)
    .filter(({ busy }) => busy)
    .map(({ calendarId }) => calendarId);

const askProvider = async (
  { tokens, calendars }: CalendarDeps,
  connection: Connection,
  { zone, ...span }: Asked,
) => {
  const ask = async () => {
    const accessToken = await tokens.of(connection);
    try {
      return await calendars(connection.provider).freeBusy(
        accessToken,
        busyCalendars(connection),
        span,
        zone,
      );
    } catch (error) {
      if (error instanceof ProviderError && error.verdict === 'token')
        await tokens.forget(connection, accessToken);
      throw error;
    }
  };
  return withinBudget(ask(), BUDGET_MS);
};

/** undefined: not now · lost: the account is over, and what was imported from it tells nothing any more. */
const live = async (
  deps: CalendarDeps,
  connection: Connection,
  window: Asked,
): Promise<readonly Interval[] | 'lost' | undefined> => {
  if (connection.state !== 'connected') return 'lost';
  try {
    return await askProvider(deps, connection, window);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    deps.log.info('availability.live_failed', { connectionId: connection.id, word: error.word });
    return error.verdict === 'final' ? 'lost' : undefined;
  }
};

interface Imported {
  readonly asOf: string | undefined;
  readonly rows: readonly ExternalEvent[];
}

/** Of all its busy calendars; undefined where one was never read. */
const imported = async (
  { feeds }: CalendarDeps,
  connection: Connection,
  window: Interval,
): Promise<Imported | undefined> => {
  const busy = connectedFeeds(connection).filter((each) => each.busy);
  const known = await importedRows(feeds)(
    busy.map(({ feedId }) => feedId),
    window,
  );
  if (known.size < busy.length) return undefined;
  const found = [...known.values()];
  const [asOf] = found.flatMap(({ feed }) => feed.lastReadStartedAt ?? []).toSorted();
  return { asOf, rows: found.flatMap(({ rows }) => rows) };
};

/** Asks the provider for two seconds, then what was imported. */
export const calendarBusy =
  (deps: CalendarDeps) =>
  async (connection: Connection, window: Asked): Promise<CalendarBusy> => {
    const [now, before] = await Promise.all([
      live(deps, connection, window),
      imported(deps, connection, window),
    ]);
    if (now === 'lost') return { known: false, busy: [], rows: [] };
    const rows = before?.rows ?? [];
    if (now !== undefined) return { known: true, busy: now, rows };
    if (before === undefined) return { known: false, busy: [], rows };
    const busy = rows.filter((row) => row.busy);
    return { known: true, ...(before.asOf !== undefined && { asOf: before.asOf }), busy, rows };
  };
