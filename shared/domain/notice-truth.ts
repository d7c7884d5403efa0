import type { Booking, Guest } from '../../events/stored/booking.ts';
import type { Told } from '../../events/stored/notice.ts';
import { isEventLink } from './event-link.ts';
import { guestLink, lacksRegistration } from './guest-link.ts';
import { placeOf } from './place-of.ts';

const lacksLink = ({ conference }: Booking): boolean =>
  conference?.state === 'failed' && isEventLink(conference.kind);

const declinedOf = ({ guests }: Booking): Told['declined'] => {
  const answered = guests.filter(({ rsvp }) => rsvp !== 'needs_action');
  if (answered.length === 0) return undefined;
  return Object.fromEntries(answered.map(({ id, rsvp }) => [id, rsvp === 'declined']));
};

/** What is true now of a booking for somebody who does, or no longer does, take part in it; a guest may have a link of their own. */
export const noticeTruth = (booking: Booking, present: boolean, guest?: Guest): Told => {
  const place = placeOf(booking.location);
  const isForHost = present && guest === undefined;
  const declined = isForHost ? declinedOf(booking) : undefined;
  const joinUrl = guest ? guestLink(booking, guest) : booking.conference?.joinUrl;
  return {
    status: present && booking.status === 'confirmed' ? 'confirmed' : 'cancelled',
    revision: booking.revision,
    title: booking.title,
    start: booking.start,
    end: booking.end,
    ...(place !== undefined && { place }),
    ...(joinUrl !== undefined && { joinUrl }),
    ...(isForHost && lacksRegistration(booking) && { sharedLink: true }),
    ...(isForHost && lacksLink(booking) && { noLink: true }),
    ...(declined && { declined }),
    invited: false,
  };
};
