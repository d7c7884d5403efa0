import type { Series } from '../../../events/stored/series.ts';
import type { SeriesNotice } from '../../../events/stored/series-notice.ts';
import type { Letter } from '../../ports/letters.ts';
import { readSituation, type Situation, type Task } from '../read-situation.ts';
import type { SeriesNoticeDeps } from './series-notice-deps.ts';

/** One reader of one meeting. */
export interface SeriesTask {
  readonly situation: Situation;
  readonly task: Task;
}

/** What one address is to hear of several meetings. */
export interface Digest {
  readonly address: string;
  /** News of at least two meetings, by the rule. */
  readonly news: readonly (SeriesTask & { readonly mail: Letter['mail'] })[];
}

export interface SeriesSituation {
  readonly series: Series;
  /** Mails that are under way, as they were before the meetings were read. */
  readonly notices: readonly SeriesNotice[];
  /** All meetings, by the rule. */
  readonly situations: readonly Situation[];
  readonly digests: readonly Digest[];
}

const AT_ONCE = 10;

const addressOf = ({ reader }: Task): string => reader.to.email.toLowerCase();

/** Reminders are for one meeting, and what may have gone already goes again as it was. */
const newsOf = (situation: Situation): Digest['news'] =>
  situation.tasks.flatMap((task) =>
    task.step.do === 'send' && task.step.mail.kind !== 'reminder' && task.notice?.sending === undefined
      ? [{ situation, task, mail: task.step.mail }]
      : [],
  );

const digestsOf = (situations: readonly Situation[]): Digest[] =>
  [...Map.groupBy(situations.flatMap(newsOf), ({ task }) => addressOf(task))]
    .map(([address, news]) => ({ address, news }))
    .filter(({ news }) => new Set(news.map(({ situation }) => situation.booking.id)).size > 1);

/** Of one address, in all meetings of a series. */
export const tasksOf = (situations: readonly Situation[], address: string): SeriesTask[] =>
  situations.flatMap((situation) =>
    situation.tasks.filter((task) => addressOf(task) === address).map((task) => ({ situation, task })),
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
