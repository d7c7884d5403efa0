import type { Booking, Guest } from '../../events/stored/booking.ts';
import type { Change } from '../../shared/bookings/change-booking.ts';
import { answerBooking } from '../../shared/domain/answer-booking.ts';
import { bookerOf } from '../../shared/domain/booker-of.ts';
import { cancelBooking } from '../../shared/domain/cancel-booking.ts';
import { guestDeadline } from '../../shared/domain/guest-deadline.ts';
import { HubError } from '../../shared/errors.ts';

interface Wish {
  readonly guestId: string;
  readonly reason: string | undefined;
  /** The start that the guest saw. */
  readonly seen: string | undefined;
  readonly at: string;
}

const refuse = (current: Booking, { seen, at }: Wish): void => {
  if (current.end <= at)
    throw new HubError('booking_over', { detail: 'It has already taken place: nothing is left to cancel.' });
  if (seen !== undefined && seen !== current.start)
    throw new HubError('stale', { detail: 'The time has changed since the page was opened: look again.' });
};

const refuseLate = (current: Booking, at: string): void => {
  if (current.status === 'confirmed' && Date.parse(at) > guestDeadline(current, 'cancelUntil'))
    throw new HubError('too_late', {
      detail: 'The time until which guests can cancel by themselves is over: write to the host.',
    });
};

const cancelForAll = (current: Booking, { guestId, reason, at }: Wish): Change => {
  refuseLate(current, at);
  return {
    after: cancelBooking(current, { at, by: guestId, ...(reason && { reason }) }),
    type: 'booking.cancelled',
  };
};

const decline = (current: Booking, { guestId, at }: Wish): Change | undefined => {
  const after = answerBooking(current, { guestId, rsvp: 'declined', at });
  return after && { after, type: 'booking.rsvp', changed: ['guests'] };
};

const isDone = (current: Booking, guest: Guest | undefined, isBooker: boolean): boolean =>
  current.status === 'cancelled' || guest === undefined || (!isBooker && guest.rsvp === 'declined');

/** The guest who booked cancels for all, others decline for themselves. Undefined: it is so already. Throws `booking_over`, `too_late`, and `stale` where the meeting is not at the time that the guest saw. */
export const decideCancel = (current: Booking, wish: Wish): Change | undefined => {
  const guest = current.guests.find(({ id }) => id === wish.guestId);
  const isBooker = bookerOf(current)?.id === wish.guestId;
  if (isDone(current, guest, isBooker)) return undefined;
  refuse(current, wish);
  return isBooker ? cancelForAll(current, wish) : decline(current, wish);
};
