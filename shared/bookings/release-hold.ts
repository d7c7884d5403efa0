import type { ProvisionWork } from '../../events/internal/provision-work.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { HostShares } from '../../events/stored/host-shares.ts';
import { cancelBooking } from '../domain/cancel-booking.ts';
import { HOLD_EXPIRED } from '../domain/hold-expired.ts';
import { giveTurnBack } from '../domain/host-turns.ts';
import type { HostSharesStore } from '../ports/host-shares.ts';
import { changeBooking } from './change-booking.ts';
import type { CommitDeps } from './commit-booking.ts';

type Work = Extract<ProvisionWork, { kind: 'hold' }>;
type Deps = CommitDeps & { readonly shares: HostSharesStore };

const sharesAfter = async (
  { shares }: Deps,
  { eventTypeId, hold }: Booking,
): Promise<HostShares | undefined> =>
  eventTypeId === undefined || hold?.turn === undefined
    ? undefined
    : giveTurnBack(await shares.read(eventTypeId), hold.turn);

/** Lets a slot go that nobody has confirmed in time; whose turn it was has it again. Asked too early, or again, it changes nothing. */
export const releaseHold =
  (deps: Deps) =>
  async ({ org, bookingId, trace }: Work): Promise<void> => {
    const target = { org, id: bookingId, actor: { kind: 'system' }, trace } as const;
    await changeBooking(deps)(target, async (current) => {
      const now = deps.clock.now();
      if (current.status !== 'draft' || current.hold === undefined) return undefined;
      if (Date.parse(current.hold.until) > now) return undefined;
      const at = new Date(now).toISOString();
      const shares = await sharesAfter(deps, current);
      return {
        after: cancelBooking(current, { at, by: 'system', reason: HOLD_EXPIRED }),
        type: 'booking.cancelled',
        ...(shares && { shares }),
      };
    });
  };
