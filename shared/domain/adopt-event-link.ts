import type { Booking } from '../../events/stored/booking.ts';
import { adoptConference, type Seen } from './adopt-conference.ts';
import { carriesLink, isEventLink } from './event-link.ts';

/** A word for people: the account has no licence for it, or is one that never has. */
const UNAVAILABLE = 'link_unavailable';

/**
 * The booking with the link that this host's event carries, or with the word that it gets none. Any other event than the one that the
 * link lies in says nothing of it. Same booking = nothing new.
 */
export const adoptEventLink = (
  booking: Booking,
  userId: string,
  { conference }: Pick<Seen, 'conference'>,
): Booking => {
  const entry = booking.calendars[userId];
  const kind = booking.conference?.kind;
  if (!(entry && isEventLink(kind) && carriesLink(entry, kind)) || entry.renew || conference === undefined)
    return booking;
  return adoptConference(booking, { conference, reason: UNAVAILABLE }, kind);
};
