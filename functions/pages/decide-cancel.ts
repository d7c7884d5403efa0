import type { Booking } from '../../events/stored/booking.ts';
import type { Change } from '../../shared/bookings/change-booking.ts';
import { cancelBooking } from '../../shared/domain/cancel-booking.ts';
import { HubError } from '../../shared/errors.ts';

interface Wish {
  readonly guestId: string;
  readonly reason: string | undefined;
  /** The start that the guest saw. */
  readonly seen: string | undefined;
  readonly at: string;
}

/** The guest who booked cancels for all, others decline for themselves. Undefined: it is so already. Throws `booking_over`, and `stale` where the meeting is not at the time that the guest saw. */
export const decideCancel = (current: Booking, { guestId, reason, seen, at }: Wish): Change | undefined => {
  const guest = current.guests.find(({ id }) => id === guestId);
  const isBooker = current.guests[0]?.id === guestId;
  if (current.status !== 'confirmed' || guest === undefined) return undefined;
  if (!isBooker && guest.rsvp === 'declined') return undefined;
  if (current.end <= at)
    throw new HubError('booking_over', { detail: 'It has already taken place: nothing is left to cancel.' });
  if (seen !== undefined && seen !== current.start)
    throw new HubError('stale', { detail: 'The time has changed since the page was opened: look again.' });
  if (isBooker)
    return {
      after: cancelBooking(current, { at, by: guestId, ...(reason && { reason }) }),
      type: 'booking.cancelled',
    };
  const guests = current.guests.map((one) =>
    one.id === guestId ? { ...one, rsvp: 'declined' as const } : one,
  );
  return { after: { ...current, guests, updatedAt: at }, type: 'booking.rsvp', changed: ['guests'] };
};
