import type { Booking } from '../../events/stored/booking.ts';
import { transitionBooking } from './transition-booking.ts';

/** The booking cancelled; one that is cancelled already comes back as it is. `by` names the actor: a user id, guest id or `provider`. */
export const cancelBooking = (
  before: Booking,
  context: { at: string; by: string; reason?: string; confirmedBy?: string; quiet?: boolean },
): Booking => {
  if (before.status === 'cancelled') return before;
  const { at, by, reason, ...how } = context;
  const cancelled = { at, by, ...(reason !== undefined && { reason }) };
  return transitionBooking(before, { status: 'cancelled', cancelled, conflicts: [] }, { at, ...how });
};
