import type { PublicBooking } from '../../events/http/public-booking.ts';
import type { Booking, Guest } from '../../events/stored/booking.ts';
import { guestLink } from '../../shared/domain/guest-link.ts';

const conferenceOf = (booking: Booking, guest: Guest | undefined): PublicBooking['conference'] => {
  if (booking.conference === undefined) return undefined;
  const { kind, state } = booking.conference;
  const joinUrl = guest && guestLink(booking, guest);
  return { kind, state, ...(joinUrl !== undefined && { joinUrl }) };
};

/** A booking as one of its guests may see it, by default the one who made it: of other guests, whom they brought along. */
export const viewPublicBooking = (
  booking: Booking,
  way: { readonly token: string; readonly publicUrl: string } | undefined,
  readerId = booking.bookedBy,
): PublicBooking => ({
  id: booking.id,
  eventTypeId: booking.eventTypeId ?? '',
  title: booking.title,
  description: booking.description,
  start: booking.start,
  end: booking.end,
  zone: booking.zone,
  status: booking.status,
  holdUntil: booking.status === 'draft' ? booking.hold?.until : undefined,
  hosts: booking.hosts.map(({ name }) => ({ name })),
  guests: booking.guests
    .filter(({ id, broughtBy }) => readerId !== undefined && [id, broughtBy].includes(readerId))
    .map(({ id, name, email }) => ({ id, name, email })),
  answers: readerId === booking.bookedBy ? (booking.answers ?? []) : [],
  location: booking.location,
  conference: conferenceOf(
    booking,
    booking.guests.find(({ id }) => id === readerId),
  ),
  ...(way && { token: way.token, link: `${way.publicUrl}/b/${way.token}` }),
  createdAt: booking.createdAt,
});
