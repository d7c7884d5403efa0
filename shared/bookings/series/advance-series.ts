import type { Series, SeriesChange } from '../../../events/stored/series.ts';
import { conflictsMessage } from '../../domain/conflicts-message.ts';
import { holdId } from '../../domain/hold-id.ts';
import { untilWritten } from '../../people/until-written.ts';
import type { Log } from '../../ports/log.ts';
import type { AgendaChange } from '../../ports/series.ts';
import { letGoOf } from './agenda-changes.ts';
import { cancelOccurrences } from './cancel-occurrences.ts';
import { changeOccurrences } from './change-occurrences.ts';
import { claimedAhead } from './claimed-ahead.ts';
import { makeOccurrences } from './make-occurrences.ts';
import type { SeriesDeps } from './series-deps.ts';
import { withoutMail } from './without-mail.ts';

const perform = (
  deps: SeriesDeps,
  series: Series,
  change: SeriesChange,
  stopAt: number,
): Promise<boolean> => {
  switch (change.kind) {
    case 'create':
      return makeOccurrences(deps)(series, change, stopAt);
    case 'cancel':
      return cancelOccurrences(deps)(series, change, stopAt);
    case 'change':
      return changeOccurrences(deps)(series, change, stopAt);
  }
};

/** What held the new times beside the bookings that have them now, whoever hosts those meanwhile. */
const letGo = async (deps: SeriesDeps, org: string, change: SeriesChange): Promise<AgendaChange[]> => {
  const claimed = claimedAhead(change);
  const [span] = claimed?.spans ?? [];
  if (change.kind !== 'change' || claimed === undefined || span === undefined) return [];
  const agendas = await deps.bookings.agendas(org, claimed.hosts, span.from, span.to);
  return letGoOf(
    agendas,
    change.times.map(({ bookingId }) => holdId(bookingId)),
  );
};

/** True once it is written down that nothing is pending, by whomever. */
const close = async (
  deps: SeriesDeps,
  { org, id }: Series,
  done: SeriesChange,
): Promise<true | undefined> => {
  const series = await deps.series.read(org, id);
  if (series?.pending?.trace !== done.trace || series.pending.at !== done.at) return true;
  const { pending: _, ...rest } = series;
  const owed = claimedAhead(done);
  const result = await deps.series.commit({
    series: { ...rest, version: series.version + 1 },
    agendas: await letGo(deps, org, done),
    ...(owed && { conflictsOwed: { owed, trace: done.trace } }),
    at: new Date(deps.clock.now()).toISOString(),
  });
  return result.outcome === 'stale' ? undefined : true;
};

/** A crash or a refusal here loses nothing: every booking that owes mails has a due item of its own, and so have conflicts. */
const tell = async (
  { queues, log }: { readonly queues: SeriesDeps['queues']; readonly log?: Log },
  { org, id: seriesId, version, occurrences: [first] }: Series,
  change: SeriesChange,
): Promise<void> => {
  if (first === undefined) return;
  const { trace } = change;
  const body = { v: 1, org, bookingId: first.bookingId, seriesId, trace } as const;
  const owed = claimedAhead(change);
  const closed = { org, id: seriesId, version: version + 1 };
  try {
    await queues.send([{ queue: 'mail', body }, ...(owed ? [conflictsMessage(closed, owed, trace)] : [])]);
  } catch (error) {
    log?.error('series.enqueue_failed', error, { seriesId, trace });
  }
};

/**
 * Does what a series has pending, until nothing is or the time (epoch milliseconds) is over: whoever comes goes on where somebody else died.
 * Resolves to the series as it is then; undefined where there is none.
 */
export const advanceSeries =
  (deps: SeriesDeps) =>
  async (org: string, id: string, stopAt: number): Promise<Series | undefined> => {
    for (;;) {
      const series = await deps.series.read(org, id);
      const change = series?.pending;
      if (!(series && change)) return series;
      if (!(await perform(withoutMail(deps), series, change, stopAt))) return series;
      await untilWritten(() => close(deps, series, change));
      await tell(deps, series, change);
    }
  };
