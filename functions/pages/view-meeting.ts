import type { GuestBooking, GuestPage } from '../../events/http/guest-page.ts';
import type { Booking, Guest } from '../../events/stored/booking.ts';
import { bookerOf } from '../../shared/domain/booker-of.ts';
import { guestDeadline } from '../../shared/domain/guest-deadline.ts';
import { guestLink, lacksOwnLinks } from '../../shared/domain/guest-link.ts';
import { placeOf } from '../../shared/domain/place-of.ts';
import type { GuestMeeting } from '../../shared/pages/guest-meeting.ts';

const isBooker = (booking: Booking, { id }: Guest): boolean => bookerOf(booking)?.id === id;

const draftStatus = ({ hold }: Booking, now: number): GuestMeeting['status'] => {
  if (hold === undefined) return 'draft';
  return Date.parse(hold.until) > now ? 'held' : 'released';
};

const statusOf = (booking: Booking, guest: Guest, now: number): GuestMeeting['status'] => {
  if (booking.status === 'cancelled') return booking.hold === undefined ? 'cancelled' : 'released';
  if (Date.parse(booking.end) <= now) return 'over';
  if (booking.status === 'draft') return draftStatus(booking, now);
  return guest.rsvp === 'declined' && !isBooker(booking, guest) ? 'declined' : 'confirmed';
};

type Facts = Pick<GuestMeeting, 'status' | 'isBooker'>;

const mayCancel = (
  booking: Booking,
  { status, isBooker: isTheirs }: Facts,
  now: number,
): GuestMeeting['mayCancel'] => {
  if (status === 'held') return isTheirs ? 'yes' : 'no';
  if (status !== 'confirmed') return 'no';
  return !isTheirs || now <= guestDeadline(booking, 'cancelUntil') ? 'yes' : 'late';
};

const mayMove = (
  booking: Booking,
  { status, isBooker: isTheirs }: Facts,
  now: number,
): GuestMeeting['mayMove'] => {
  if (status !== 'confirmed' || !isTheirs) return 'no';
  return now <= guestDeadline(booking, 'rescheduleUntil') ? 'yes' : 'late';
};

/** To a guest, any other guest is nobody, but for those whom they named themselves. */
const brought = ({ guests }: Booking, guest: Guest): string[] =>
  guests.filter(({ broughtBy }) => broughtBy === guest.id).map(({ name }) => name);

/** What one guest may see: times in their zone or the one they ask for, hosts by name. */
export const viewMeeting = (
  booking: Booking,
  guest: Guest,
  now: number,
  zone: string = guest.zone ?? booking.zone,
): GuestMeeting => {
  const facts = { status: statusOf(booking, guest, now), isBooker: isBooker(booking, guest) };
  return {
    ...facts,
    title: booking.title,
    start: booking.start,
    end: booking.end,
    zone,
    locale: guest.locale ?? 'en',
    hosts: booking.hosts.map(({ name }) => name),
    brought: brought(booking, guest),
    answer: guest.rsvp,
    heldUntil: facts.status === 'held' ? booking.hold?.until : undefined,
    place: placeOf(booking.location),
    joinUrl: guestLink(booking, guest),
    linkPending: booking.conference?.state === 'pending' || lacksOwnLinks(booking),
    description: booking.description,
    mayCancel: mayCancel(booking, facts, now),
    mayMove: mayMove(booking, facts, now),
    mayAnswer: facts.status === 'confirmed' || facts.status === 'declined',
  };
};

const STATUS: Readonly<Record<GuestMeeting['status'], GuestBooking['status']>> = {
  confirmed: 'confirmed',
  over: 'confirmed',
  held: 'draft',
  draft: 'draft',
  cancelled: 'cancelled',
  released: 'cancelled',
  declined: 'declined',
};

/** The same as data. */
export const meetingData = (meeting: GuestMeeting): GuestBooking => {
  const {
    title,
    start,
    end,
    zone,
    status,
    hosts,
    brought: guests,
    answer,
    heldUntil,
    place,
    joinUrl,
  } = meeting;
  return {
    title,
    start,
    end,
    zone,
    status: STATUS[status],
    ...(heldUntil !== undefined && { holdUntil: heldUntil }),
    hosts: [...hosts],
    ...(guests.length > 0 && { guests: [...guests] }),
    answer,
    ...(place !== undefined && { place }),
    ...(joinUrl !== undefined && status === 'confirmed' && { joinUrl }),
  };
};

/** What a page tells a program: the meeting, and what its guest may do. */
export const pageData = (meeting: GuestMeeting): GuestPage => ({
  booking: meetingData(meeting),
  canCancel: meeting.mayCancel === 'yes',
  canReschedule: meeting.mayMove === 'yes',
  canAnswer: meeting.mayAnswer,
});
