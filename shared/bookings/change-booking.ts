import type { Booking } from '../../events/stored/booking.ts';
import { type BookingChange, type CommitDeps, type CommitTarget, commitBooking } from './commit-booking.ts';

export type Change = BookingChange;

/**
 * The one way in which a booking changes, whoever changes it. `decide` sees the present state, and again after every lost race.
 * Resolves to the booking as committed; as it is where `decide` finds nothing to do; undefined where there is none.
 * Throws what `decide` throws, `slot_taken` on a real overlap, `busy` after 10 s of lost races.
 */
export const changeBooking =
  (deps: CommitDeps) =>
  async (
    target: CommitTarget,
    decide: (current: Booking) => Change | undefined | Promise<Change | undefined>,
  ): Promise<Booking | undefined> => {
    let current: Booking | undefined;
    const result = await commitBooking(deps)(target, async () => {
      current = await deps.bookings.read(target.org, target.id);
      const change = current && (await decide(current));
      return change && { before: current, change };
    });
    return result?.outcome === 'committed' ? result.booking : current;
  };
