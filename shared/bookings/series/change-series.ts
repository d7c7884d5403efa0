import type { BookingPatch } from '../../../events/http/booking-body.ts';
import type { SeriesScope } from '../../../events/http/series-scope.ts';
import type { Booking } from '../../../events/stored/booking.ts';
import type { Series, SeriesChange } from '../../../events/stored/series.ts';
import type { Actor } from '../../../events/stored/transition.ts';
import { seriesPartId } from '../../domain/series-id.ts';
import { HubError } from '../../errors.ts';
import { type Begun, beginChange } from './begin-change.ts';
import { claimMoves } from './claim-moves.ts';
import { judgeSeriesPatch } from './judge-series-patch.ts';
import { meetingsInScope } from './meetings-in-scope.ts';
import type { SeriesDeps } from './series-deps.ts';

interface Asked {
  readonly org: string;
  readonly named: Booking;
  readonly scope: SeriesScope;
  readonly patch: BookingPatch;
  readonly actor: Actor;
  readonly trace: string;
  /** Epoch milliseconds from which no further meeting is begun: the clock goes on with the others. */
  readonly stopAt: number;
  /** Who asks may change this one. */
  readonly may: (meeting: Booking) => boolean;
}

/** Those after it part from those before it: later changes of all are for one of both. */
const partOf = (series: Series, all: readonly Booking[], { named, scope }: Asked): string | undefined => {
  const isWhole = !all.some(
    ({ seriesId, occurrence = '' }) => seriesId === named.seriesId && occurrence < (named.occurrence ?? ''),
  );
  return scope === 'following' && !isWhole ? seriesPartId(series.id, series.splits + 1) : undefined;
};

const decide = async (
  deps: SeriesDeps,
  asked: Asked,
  { series, all }: { series: Series; all: readonly Booking[] },
): Promise<Begun> => {
  const { named, scope, patch, actor, trace, may } = asked;
  const now = deps.clock.now();
  const current = all.find(({ id }) => id === named.id) ?? named;
  const affected = meetingsInScope(all, { named: current, scope, now })
    .filter(({ id, start }) => id === named.id || Date.parse(start) > now)
    .filter(may);
  if (!affected.some(({ id }) => id === named.id))
    throw new HubError('booking_over', { detail: 'It is cancelled or has ended: name one that is to come.' });
  const claim = await claimMoves(deps)({ named: current, affected, patch });
  const part = partOf(series, all, asked);
  const at = new Date(now).toISOString();
  const seriesId = part ?? current.seriesId ?? series.id;
  return {
    change: { kind: 'change', actor, trace, at, seriesId, patch, ...claim.change },
    agendas: claim.agendas,
    isSplit: part !== undefined,
  };
};

interface Changed {
  /** Or will be. */
  readonly changed: readonly Booking[];
  /** Cancelled by somebody, or begun, while the others were changed. */
  readonly left: readonly Booking[];
}

type Ended = Awaited<ReturnType<ReturnType<typeof beginChange>>>;

const outcomeOf = ({ meetings, isPromised }: Ended, change: SeriesChange | undefined): Changed => {
  const { times, moves } = change?.kind === 'change' ? change : { times: [], moves: false };
  const isDone = (meeting: Booking): boolean => {
    const { id, status, start, seriesId } = meeting;
    if (isPromised(meeting)) return true;
    const wanted = times.find(({ bookingId }) => bookingId === id);
    const isThere = change?.kind === 'change' && seriesId === change.seriesId;
    return status === 'confirmed' && isThere && (!moves || start === wanted?.start);
  };
  const affected = meetings.filter(({ id }) => times.some(({ bookingId }) => bookingId === id));
  return {
    changed: affected.filter(isDone),
    left: affected.filter((meeting) => !isDone(meeting)),
  };
};

/**
 * Changes several meetings of a series alike: a move is one by the same difference of the wall clock. All or nothing where hosts are busy
 * (`host_busy`, naming the meetings). Resolves to those that were to change, as they are then.
 */
export const changeSeries =
  (deps: SeriesDeps) =>
  async (asked: Asked): Promise<Changed> => {
    const { org, named, patch, stopAt } = asked;
    await judgeSeriesPatch(deps)(named, patch, asked.trace);
    let change: SeriesChange | undefined;
    const target = { org, seriesId: named.seriesId ?? '', stopAt };
    const ended = await beginChange(deps)(target, async (series, all) => {
      const begun = await decide(deps, asked, { series, all });
      change = begun.change;
      return begun;
    });
    return outcomeOf(ended, change);
  };
