import type { BookingPatch } from '../../../events/http/booking-body.ts';
import type { Series, SeriesChange } from '../../../events/stored/series.ts';
import { HubError, STATUS } from '../../errors.ts';
import type { CommitTarget } from '../commit-booking.ts';
import { patchBooking } from '../patch-booking.ts';
import type { SeriesDeps } from './series-deps.ts';

type Change = Extract<SeriesChange, { kind: 'change' }>;

/** What one meeting cannot take any more, cancelled meanwhile or over, keeps none of the others from it. */
const isRefused = (error: unknown): boolean => error instanceof HubError && STATUS[error.code] < 500;

const changeOne = async (deps: SeriesDeps, target: CommitTarget, change: Change, patch: BookingPatch) => {
  const { seriesId, holders, trace } = change;
  try {
    await patchBooking(deps)(target, patch, () => undefined, { seriesId, holders });
  } catch (error) {
    if (!isRefused(error)) throw error;
    deps.log?.error('series.refused', error, { bookingId: target.id, trace });
  }
};

/** Changes meetings of a series, each once. False when the time was over before all were. */
export const changeOccurrences =
  (deps: SeriesDeps) =>
  async ({ org }: Series, change: Change, stopAt: number): Promise<boolean> => {
    const { times, patch, moves, actor, trace } = change;
    for (const { bookingId: id, start, end } of times) {
      if (deps.clock.now() > stopAt) return false;
      const own = moves ? { ...patch, start, end } : patch;
      await changeOne(deps, { org, id, actor, trace }, change, own);
    }
    return true;
  };
