import { pageTrail } from '../domain/page-trail.ts';
import type { ChangePage } from '../ports/calendar-provider.ts';
import { ProviderError } from '../ports/provider-error.ts';
import { replaceSeries, type ToldSeries, withSeries } from './replace-series.ts';
import type { SyncDeps } from './sync-deps.ts';
import { type CalendarReading, takePage } from './take-page.ts';

interface Round {
  readonly last: ChangePage;
  /** How many events were told. */
  readonly count: number;
  /** Part of a series was told, and nobody knows what became of the rest. */
  readonly isDoubtful: boolean;
}

/** The word for a round that goes in a circle. */
export const ENDLESS = 'endless';

/**
 * All pages of what changed, one after the other, each applied before the next is asked for. Throws `cursor` with the word `ENDLESS`
 * where they never end.
 */
export const takeRound =
  (deps: SyncDeps) =>
  async (
    reading: CalendarReading,
    ask: (page: string | undefined) => Promise<ChangePage>,
  ): Promise<Round> => {
    let last: ChangePage | undefined;
    let count = 0;
    let trail: string[] = [];
    let series: ToldSeries = new Map();
    do {
      last = await ask(last?.nextPage);
      await takePage(deps)(reading, last);
      series = withSeries(series, last.events);
      count += last.events.length;
      const longer = pageTrail(trail, last);
      if (longer === undefined) throw new ProviderError('cursor', { word: ENDLESS });
      trail = longer;
    } while (last.nextPage !== undefined);
    return { last, count, isDoubtful: await replaceSeries(deps)(reading, series) };
  };
