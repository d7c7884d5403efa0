import type { GuestAnswer } from '../../events/http/guest-page.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { Change } from '../../shared/bookings/change-booking.ts';
import { answerBooking } from '../../shared/domain/answer-booking.ts';
import { HubError } from '../../shared/errors.ts';

interface Said {
  readonly guestId: string;
  readonly answer: GuestAnswer['answer'];
  readonly at: string;
}

/** Undefined: they have said so already. Throws `booking_over` where there is nothing to answer. */
export const decideAnswer = (current: Booking, { guestId, answer, at }: Said): Change | undefined => {
  if (current.status !== 'confirmed' || current.end <= at)
    throw new HubError('booking_over', {
      detail: 'It is cancelled, over or not confirmed: there is nothing to answer.',
    });
  const after = answerBooking(current, { guestId, rsvp: answer, at });
  return after && { after, type: 'booking.rsvp', changed: ['guests'] };
};
