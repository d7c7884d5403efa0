import type { ProvisionWork } from '../../events/internal/provision-work.ts';
import { cancelBooking } from '../domain/cancel-booking.ts';
import { HOLD_EXPIRED } from '../domain/hold-expired.ts';
import { changeBooking } from './change-booking.ts';
import type { CommitDeps } from './commit-booking.ts';

type Work = Extract<ProvisionWork, { kind: 'hold' }>;

/** Lets a slot go that nobody has confirmed in time. Asked too early, or again, it changes nothing. */
export const releaseHold =
  (deps: CommitDeps) =>
  async ({ org, bookingId, trace }: Work): Promise<void> => {
    const target = { org, id: bookingId, actor: { kind: 'system' }, trace } as const;
    await changeBooking(deps)(target, (current) => {
      const now = deps.clock.now();
      if (current.status !== 'draft' || current.hold === undefined) return undefined;
      if (Date.parse(current.hold.until) > now) return undefined;
      const at = new Date(now).toISOString();
      return {
        after: cancelBooking(current, { at, by: 'system', reason: HOLD_EXPIRED }),
        type: 'booking.cancelled',
      };
    });
  };
