import type { Series, SeriesChange } from '../../../events/stored/series.ts';
import { cancelBooking } from '../../domain/cancel-booking.ts';
import { changeBooking } from '../change-booking.ts';
import type { CommitDeps } from '../commit-booking.ts';

type Cancellation = Extract<SeriesChange, { kind: 'cancel' }>;

/** Cancels meetings of a series, each once; what has ended meanwhile took place. False when the time was over before all were. */
export const cancelOccurrences =
  (deps: CommitDeps) =>
  async (
    { org }: Series,
    { bookings, actor, trace, reason }: Cancellation,
    stopAt: number,
  ): Promise<boolean> => {
    for (const id of bookings) {
      if (deps.clock.now() > stopAt) return false;
      await changeBooking(deps)({ org, id, actor, trace }, (current) => {
        const now = deps.clock.now();
        if (current.status === 'cancelled' || Date.parse(current.end) <= now) return undefined;
        const at = new Date(now).toISOString();
        const context = { at, by: actor.id ?? actor.kind, ...(reason !== undefined && { reason }) };
        return { after: cancelBooking(current, context), type: 'booking.cancelled' };
      });
    }
    return true;
  };
