import type { Rsvp } from '../../events/stored/booking.ts';

/**
 * What somebody has said last, here (by our link) or in their calendar, of which `known` is what it said when it was read before. An answer
 * there is new when it differs from that one; which of two came first is told by when we learnt of them. A calendar that asks anew, as
 * the meeting was moved, takes back only what was said there.
 */
export const newestAnswer = (here: Rsvp, there: Rsvp, known: Rsvp | undefined): Rsvp => {
  if (there === known) return here;
  const saidThere = known === undefined ? here !== 'declined' : here === known;
  return there === 'needs_action' && !saidThere ? here : there;
};
