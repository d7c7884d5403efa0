import type { Booking, Rsvp } from '../../events/stored/booking.ts';
import { transitionBooking } from './transition-booking.ts';

interface Answered {
  readonly guestId: string;
  readonly rsvp: Rsvp;
  /** UTC instant. */
  readonly at: string;
}

/** Hosts are told who declines, and who does not after all. */
const concernsHosts = (before: Rsvp, after: Rsvp): boolean => before === 'declined' || after === 'declined';

/**
 * The booking with a guest's answer. A calendar that lists them as an attendee is to show it, and hosts may have to be told: both are
 * owed. Undefined: they are no guest of it, or have said so already.
 */
export const answerBooking = (before: Booking, { guestId, rsvp, at }: Answered): Booking | undefined => {
  const guest = before.guests.find(({ id }) => id === guestId);
  if (guest === undefined || guest.rsvp === rsvp) return undefined;
  const guests = before.guests.map((one) => (one.id === guestId ? { ...one, rsvp } : one));
  if (guest.attendee) return transitionBooking(before, { guests }, { at });
  const answered = { ...before, guests, updatedAt: at };
  if (!concernsHosts(guest.rsvp, rsvp)) return answered;
  return { ...answered, revision: before.revision + 1, noticesOwed: true, noticesSince: at };
};
