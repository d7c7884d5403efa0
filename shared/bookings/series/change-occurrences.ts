import type { BookingPatch } from '../../../events/http/booking-body.ts';
import type { Series, SeriesChange } from '../../../events/stored/series.ts';
import type { CommitTarget } from '../commit-booking.ts';
import { patchBooking } from '../patch-booking.ts';
import { isRefused } from './is-refused.ts';
import type { SeriesDeps } from './series-deps.ts';

type Change = Extract<SeriesChange, { kind: 'change' }>;

type Within = NonNullable<Parameters<ReturnType<typeof patchBooking>>[3]>;

/** What one meeting cannot take any more, cancelled meanwhile or over, keeps none of the others from it. */
const changeOne = async (deps: SeriesDeps, target: CommitTarget, patch: BookingPatch, within: Within) => {
  try {
    await patchBooking(deps)(target, patch, () => undefined, within);
  } catch (error) {
    if (!isRefused(error)) throw error;
    deps.log?.error('series.refused', error, { bookingId: target.id, trace: target.trace });
  }
};

/**
 * Changes meetings of a series, each once: one that the change has reached stays as people have edited it since. False when the time was
 * over before all were.
 */
export const changeOccurrences =
  (deps: SeriesDeps) =>
  async ({ org, version }: Series, change: Change, stopAt: number): Promise<boolean> => {
    const { times, patch, moves, actor, trace, seriesId, holders } = change;
    for (const { bookingId: id, start, end } of times) {
      if (deps.clock.now() > stopAt) return false;
      const own = moves ? { ...patch, start, end } : patch;
      await changeOne(deps, { org, id, actor, trace }, own, { seriesId, holders, change: version });
    }
    return true;
  };
