import type { Booking, Rsvp } from '../../events/stored/booking.ts';
import { newestAnswer } from './newest-answer.ts';

interface Seen {
  readonly attendees: readonly { readonly email: string; readonly rsvp: Rsvp }[];
  /** What was read before, by lower-case address. */
  readonly answers: Readonly<Record<string, Rsvp>> | undefined;
}

/** The guests with what their calendars say by now. Whoever comes or goes there is left to a read that judges that. */
export const takeAnswers = (guests: Booking['guests'], { attendees, answers }: Seen): Booking['guests'] => {
  const there = new Map(attendees.map(({ email, rsvp }) => [email.toLowerCase(), rsvp]));
  return guests.map((guest) => {
    const address = guest.email.toLowerCase();
    const rsvp = there.get(address);
    return rsvp === undefined
      ? guest
      : { ...guest, rsvp: newestAnswer(guest.rsvp, rsvp, answers?.[address]) };
  });
};
