import type { Series } from '../../../events/stored/series.ts';
import type { SeriesNotice } from '../../../events/stored/series-notice.ts';
import { readSituation, type Situation } from '../read-situation.ts';
import { type Digest, digestsOf, type SeriesTask } from './digests-of.ts';
import type { SeriesNoticeDeps } from './series-notice-deps.ts';

export interface SeriesSituation {
  readonly series: Series;
  /** Mails that are under way, as they were before the meetings were read. */
  readonly notices: readonly SeriesNotice[];
  /** All meetings, by the rule. */
  readonly situations: readonly Situation[];
  readonly digests: readonly Digest[];
}

const AT_ONCE = 10;

/** Of one address, in all meetings of a series. */
export const tasksOf = (situations: readonly Situation[], address: string): SeriesTask[] =>
  situations.flatMap((situation) =>
    situation.tasks
      .filter(({ reader }) => reader.to.email.toLowerCase() === address)
      .map((task) => ({ situation, task })),
  );

/** The mails that are under way are read first: whoever claims one finds what was told before. */
export const readSeriesSituation = async (
  deps: SeriesNoticeDeps,
  series: Series,
): Promise<SeriesSituation> => {
  const notices = await deps.series.notices(series.org, series.id);
  const situations: Situation[] = [];
  for (let from = 0; from < series.occurrences.length; from += AT_ONCE) {
    const some = series.occurrences.slice(from, from + AT_ONCE);
    const read = some.map(({ bookingId }) => readSituation(deps)(series.org, bookingId));
    situations.push(...(await Promise.all(read)).filter((each) => each !== undefined));
  }
  return { series, notices, situations, digests: digestsOf(situations) };
};
