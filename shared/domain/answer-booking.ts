import type { Booking, Rsvp } from '../../events/stored/booking.ts';

interface Answered {
  readonly guestId: string;
  readonly rsvp: Rsvp;
  /** UTC instant. */
  readonly at: string;
}

/** Hosts are told who declines, and who does not after all. */
const concernsHosts = (before: Rsvp, after: Rsvp): boolean => before === 'declined' || after === 'declined';

/**
 * The booking with a guest's answer, of which hosts may have to be told. Calendars that list them keep the answer that was given there:
 * it is theirs. Undefined: they are no guest of it, or have said so already.
 */
export const answerBooking = (before: Booking, { guestId, rsvp, at }: Answered): Booking | undefined => {
  const guest = before.guests.find(({ id }) => id === guestId);
  if (guest === undefined || guest.rsvp === rsvp) return undefined;
  const guests = before.guests.map((one) => (one.id === guestId ? { ...one, rsvp } : one));
  const answered = { ...before, guests, updatedAt: at };
  if (!concernsHosts(guest.rsvp, rsvp)) return answered;
  return { ...answered, revision: before.revision + 1, noticesOwed: true, noticesSince: at };
};
