import type { BookingView, HostCalendar } from '../../events/http/booking-view.ts';
import type { Booking, CalendarEntry, Guest } from '../../events/stored/booking.ts';
import type { Notice } from '../../events/stored/notice.ts';
import { guestLink, lacksRegistration } from '../../shared/domain/guest-link.ts';
import { organizerOf } from '../../shared/domain/organizer-of.ts';

/** A copy is the organizer's event: it is there as soon as that is. An event that is gone is what the calendar should show. */
const stateOf = (entry: CalendarEntry, booking: Booking): HostCalendar['state'] => {
  const organizer = organizerOf(booking)?.entry;
  const { state } = entry.role === 'copy' ? (organizer ?? entry) : entry;
  return state === 'removed' ? 'synced' : state;
};

const hostCalendar = (booking: Booking, userId: string): HostCalendar => {
  const entry = booking.calendars[userId];
  if (entry === undefined) return { state: 'not_connected' };
  const { platform, eventId, reason } = entry;
  return { platform, state: stateOf(entry, booking), eventId, ...(reason !== undefined && { reason }) };
};

/** Once the organizer's calendar has refused the event for good, no link will come of it. */
const conferenceOf = (booking: Booking): BookingView['conference'] => {
  const { conference, status } = booking;
  if (conference && lacksRegistration(booking)) return { ...conference, reason: 'registration_unavailable' };
  const isRefused = organizerOf(booking)?.entry.state === 'failed';
  return status === 'confirmed' && conference?.state === 'pending' && isRefused
    ? { ...conference, state: 'failed' }
    : conference;
};

const guestView = (
  booking: Booking,
  guest: Guest,
  notices: readonly Notice[],
): BookingView['guests'][number] => {
  const last = notices.find(({ person }) => person === `guest:${guest.id}`)?.last;
  const joinUrl = guestLink(booking, guest);
  return {
    id: guest.id,
    email: guest.email,
    name: guest.name,
    zone: guest.zone ?? booking.zone,
    rsvp: guest.rsvp,
    ...(joinUrl !== undefined && { joinUrl }),
    ...(last && { mail: { kind: last.kind, state: last.state, at: last.at } }),
  };
};

/** The table keeps no order of members, and the ETag must not change without a reason. */
const sorted = (metadata: Booking['metadata']): Booking['metadata'] =>
  metadata && Object.fromEntries(Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1)));

/** A booking as the API shows it. */
export const viewBooking = (booking: Booking, notices: readonly Notice[]): BookingView => ({
  id: booking.id,
  eventTypeId: booking.eventTypeId,
  seriesId: booking.seriesId,
  occurrence: booking.occurrence,
  answers: booking.answers,
  holdUntil: booking.status === 'draft' ? booking.hold?.until : undefined,
  externalId: booking.externalId,
  metadata: sorted(booking.metadata),
  url: booking.url,
  title: booking.title,
  description: booking.description,
  start: booking.start,
  end: booking.end,
  zone: booking.zone,
  hosts: booking.hosts.map((host) => ({ ...host, calendar: hostCalendar(booking, host.userId) })),
  guests: booking.guests.map((guest) => guestView(booking, guest, notices)),
  location: booking.location,
  reminders: booking.reminders?.length === 0 ? undefined : booking.reminders,
  resources: booking.resources,
  status: booking.status,
  revision: booking.revision,
  conference: conferenceOf(booking),
  linkPer: booking.linkPer,
  conflicts: booking.conflicts,
  createdAt: booking.createdAt,
  updatedAt: booking.updatedAt,
});
