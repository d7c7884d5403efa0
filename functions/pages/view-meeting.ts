import type { GuestBooking } from '../../events/http/guest-page.ts';
import type { Booking, Guest } from '../../events/stored/booking.ts';
import { guestLink, lacksOwnLinks } from '../../shared/domain/guest-link.ts';
import { placeOf } from '../../shared/domain/place-of.ts';
import type { GuestMeeting } from '../../shared/pages/guest-meeting.ts';

const isBooker = ({ guests }: Booking, { id }: Guest): boolean => guests[0]?.id === id;

const statusOf = (booking: Booking, guest: Guest, now: number): GuestMeeting['status'] => {
  if (booking.status === 'cancelled') return 'cancelled';
  if (Date.parse(booking.end) <= now) return 'over';
  return guest.rsvp === 'declined' && !isBooker(booking, guest) ? 'declined' : 'confirmed';
};

/** What one guest may see: times in their zone, hosts by name, other guests not at all. */
export const viewMeeting = (booking: Booking, guest: Guest, now: number): GuestMeeting => ({
  title: booking.title,
  start: booking.start,
  end: booking.end,
  zone: guest.zone ?? booking.zone,
  locale: guest.locale ?? 'en',
  status: statusOf(booking, guest, now),
  hosts: booking.hosts.map(({ name }) => name),
  place: placeOf(booking.location),
  joinUrl: guestLink(booking, guest),
  linkPending: booking.conference?.state === 'pending' || lacksOwnLinks(booking),
  description: booking.description,
  isBooker: isBooker(booking, guest),
});

/** The same as data. */
export const meetingData = (meeting: GuestMeeting): GuestBooking => {
  const { title, start, end, zone, status, hosts, place, joinUrl } = meeting;
  return {
    title,
    start,
    end,
    zone,
    status: status === 'over' ? 'confirmed' : status,
    hosts: [...hosts],
    ...(place !== undefined && { place }),
    ...(joinUrl !== undefined && status === 'confirmed' && { joinUrl }),
  };
};
