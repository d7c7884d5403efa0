import type { ExternalEvent } from '../../events/stored/external-event.ts';
import type { CalendarEvent } from '../ports/calendar-provider.ts';
import type { Feeds } from '../ports/feeds.ts';
import { announceConflicts } from './announce-conflicts.ts';
import type { SyncDeps } from './sync-deps.ts';
import type { CalendarReading } from './take-page.ts';

type Deps = Pick<SyncDeps, 'bookings' | 'queues' | 'clock'> & {
  readonly feeds: Pick<Feeds, 'allEvents' | 'removeEvents'>;
};

interface Told {
  readonly ids: ReadonlySet<string>;
  /** It came with the series itself, so these are all that there are. */
  readonly isWhole: boolean;
}

/** What a round has told of series, by their ids. */
export type ToldSeries = ReadonlyMap<string, Told>;

/**
 * What a further page tells of series. A series that comes with its master comes whole, whatever was told of it before; what is gone may
 * have been a whole series.
 */
export const withSeries = (told: ToldSeries, events: readonly CalendarEvent[]): ToldSeries => {
  const next = new Map(told);
  for (const { id, exists, seriesId } of events)
    if (seriesId === id || (!exists && seriesId === undefined))
      next.set(id, { ids: new Set(), isWhole: true });
  for (const { id, seriesId } of events)
    if (seriesId !== undefined && seriesId !== id) {
      const { ids, isWhole } = next.get(seriesId) ?? { ids: [], isWhole: false };
      next.set(seriesId, { ids: new Set([...ids, id]), isWhole });
    }
  return next;
};

const isUntold =
  (told: ToldSeries, isWhole: boolean) =>
  ({ id, seriesId }: ExternalEvent): boolean => {
    const series = seriesId === undefined ? undefined : told.get(seriesId);
    return series !== undefined && series.isWhole === isWhole && !series.ids.has(id);
  };

/**
 * Nothing is said of a meeting that was taken out of a series: the series just comes again without it. So of every series that a round
 * has told whole, only what it has told stays. Resolves to whether there is one that may or may not have been told whole.
 */
export const replaceSeries =
  (deps: Deps) =>
  async ({ feed, generation, trace }: CalendarReading, told: ToldSeries): Promise<boolean> => {
    if (told.size === 0 || !feed.imports) return false;
    const rows = await deps.feeds.allEvents(feed.id, generation);
    const gone = rows.filter(isUntold(told, true));
    const ids = gone.map(({ id }) => id);
    await announceConflicts(deps)({ feed, spans: gone, trace });
    if (ids.length > 0) await deps.feeds.removeEvents(feed.id, generation, ids);
    return rows.some(isUntold(told, false));
  };
