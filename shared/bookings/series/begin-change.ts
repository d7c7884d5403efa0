import type { Booking } from '../../../events/stored/booking.ts';
import { type Series, SeriesChange } from '../../../events/stored/series.ts';
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
  /** Epoch milliseconds from which no further meeting is begun. */
  readonly stopAt: number;
}

interface Ended {
  readonly meetings: readonly Booking[];
  /** The time was over before the change had reached this one: it will. */
  readonly isPromised: (meeting: Booking) => boolean;
}

/** What is pending is done first: one change of a series at a time. */
const atRest = async (deps: SeriesDeps, { org, seriesId, stopAt }: Named): Promise<Series> => {
  const series = await advanceSeries(deps)(org, seriesId, stopAt);
  if (series === undefined) throw new HubError('not_found', { detail: 'There is no such series.' });
  if (series.pending || deps.clock.now() > stopAt)
    throw new HubError('busy', {
      retryAfterSeconds: 5,
      detail: 'An earlier change of this series is still under way: try again.',
    });
  return series;
};

const isReached = ({ seriesChange = 0, status }: Booking, version: number): boolean =>
  status === 'cancelled' || seriesChange >= version;

const namedBy = (change: SeriesChange | undefined): readonly string[] => {
  if (change === undefined) return [];
  return change.kind === 'cancel' ? change.bookings : change.times.map(({ bookingId }) => bookingId);
};

/**
 * Writes down what is to become of several meetings of a series, then does it; who dies in between is followed by the clock. `decide`
 * sees all its meetings as they are, again after every lost race; undefined: there is nothing to do. Resolves to its meetings after that.
 * Throws `busy` where an earlier change takes all the time.
 */
export const beginChange =
  (deps: SeriesDeps) =>
  async (
    named: Named,
    decide: (series: Series, meetings: readonly Booking[]) => Begun | undefined | Promise<Begun | undefined>,
  ): Promise<Ended> => {
    const series = await untilWritten(async () => {
      const current = await atRest(deps, named);
      const ids = current.occurrences.map(({ bookingId }) => bookingId);
      const begun = await decide(current, await deps.series.bookings(named.org, ids));
      if (begun === undefined) return current;
      const next = {
        ...current,
        version: current.version + 1,
        splits: current.splits + (begun.isSplit ? 1 : 0),
        pending: SeriesChange.parse(begun.change),
      };
      const { agendas, change } = begun;
      const { outcome } = await deps.series.commit({ series: next, agendas, at: change.at });
      return outcome === 'committed' ? next : undefined;
    });
    const after = await advanceSeries(deps)(named.org, series.id, named.stopAt);
    const left = after?.version === series.version ? namedBy(after.pending) : [];
    const ids = series.occurrences.map(({ bookingId }) => bookingId);
    return {
      meetings: await deps.series.bookings(named.org, ids),
      isPromised: (meeting) => left.includes(meeting.id) && !isReached(meeting, series.version),
    };
  };
