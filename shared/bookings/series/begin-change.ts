import type { Booking } from '../../../events/stored/booking.ts';
import type { Series, SeriesChange } from '../../../events/stored/series.ts';
import { HubError } from '../../errors.ts';
import { untilWritten } from '../../people/until-written.ts';
import type { AgendaChange } from '../../ports/series.ts';
import { advanceSeries } from './advance-series.ts';
import type { SeriesDeps } from './series-deps.ts';

export interface Begun {
  readonly change: SeriesChange;
  readonly agendas: readonly AgendaChange[];
  readonly isSplit: boolean;
}

interface Named {
  readonly org: string;
  readonly seriesId: string;
}

const WORK_MS = 15_000;

/** What is pending is done first: one change of a series at a time. */
const atRest = async (deps: SeriesDeps, { org, seriesId }: Named): Promise<Series> => {
  const series = await advanceSeries(deps)(org, seriesId, deps.clock.now() + WORK_MS);
  if (series === undefined) throw new HubError('not_found', { detail: 'There is no such series.' });
  if (series.pending)
    throw new HubError('busy', {
      retryAfterSeconds: 5,
      detail: 'An earlier change of this series is still under way: try again.',
    });
  return series;
};

/**
 * Writes down what is to become of several meetings of a series, then does it; who dies in between is followed by the clock. `decide`
 * sees all its meetings as they are, again after every lost race; undefined: there is nothing to do. Resolves to its meetings after that.
 */
export const beginChange =
  (deps: SeriesDeps) =>
  async (
    named: Named,
    decide: (series: Series, meetings: readonly Booking[]) => Begun | undefined | Promise<Begun | undefined>,
  ): Promise<readonly Booking[]> => {
    const series = await untilWritten(async () => {
      const current = await atRest(deps, named);
      const ids = current.occurrences.map(({ bookingId }) => bookingId);
      const begun = await decide(current, await deps.series.bookings(named.org, ids));
      if (begun === undefined) return current;
      const next = {
        ...current,
        version: current.version + 1,
        splits: current.splits + (begun.isSplit ? 1 : 0),
        pending: begun.change,
      };
      const { agendas, change } = begun;
      const { outcome } = await deps.series.commit({ series: next, agendas, at: change.at });
      return outcome === 'committed' ? next : undefined;
    });
    await advanceSeries(deps)(named.org, series.id, deps.clock.now() + WORK_MS);
    return deps.series.bookings(
      named.org,
      series.occurrences.map(({ bookingId }) => bookingId),
    );
  };
