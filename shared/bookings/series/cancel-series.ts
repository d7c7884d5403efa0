import type { SeriesScope } from '../../../events/http/series-scope.ts';
import type { Booking } from '../../../events/stored/booking.ts';
import type { Actor } from '../../../events/stored/transition.ts';
import { beginChange } from './begin-change.ts';
import { meetingsInScope } from './meetings-in-scope.ts';
import type { SeriesDeps } from './series-deps.ts';

interface Cancellation {
  readonly org: string;
  readonly named: Booking;
  readonly scope: SeriesScope;
  readonly actor: Actor;
  readonly trace: string;
  /** Epoch milliseconds from which no further meeting is begun: the clock goes on with the others. */
  readonly stopAt: number;
  readonly reason: string | undefined;
  /** Who asks may change this one. */
  readonly may: (meeting: Booking) => boolean;
}

/** Cancels several meetings of a series; the second time it changes nothing. Resolves to those that are cancelled by it, will be, or were before. */
export const cancelSeries =
  (deps: SeriesDeps) =>
  async ({
    org,
    named,
    scope,
    actor,
    trace,
    stopAt,
    reason,
    may,
  }: Cancellation): Promise<readonly Booking[]> => {
    const now = deps.clock.now();
    const wanted = (meetings: readonly Booking[]) =>
      meetingsInScope(meetings, { named, scope, now, drafts: true }).filter(may);
    const target = { org, seriesId: named.seriesId ?? '', stopAt };
    const { meetings, isPromised } = await beginChange(deps)(target, (_, all) => {
      const bookings = wanted(all).map(({ id }) => id);
      if (bookings.length === 0) return undefined;
      const at = new Date(now).toISOString();
      const why = reason !== undefined && { reason };
      const change = { kind: 'cancel', actor, trace, at, bookings, ...why } as const;
      return { change, agendas: [], isSplit: false };
    });
    return meetings.filter(
      (meeting) =>
        isPromised(meeting) ||
        (meeting.status === 'cancelled' &&
          meetingsInScope([{ ...meeting, status: 'confirmed' }], { named, scope, now }).length > 0),
    );
  };
