import type { Booking, Guest, Meeting } from '../../events/stored/booking.ts';
import { wantsMeeting } from './wanted-meeting.ts';

type Linked = Pick<
  Booking,
  'status' | 'location' | 'conference' | 'hosts' | 'guests' | 'linkPer' | 'meetings'
>;

/** The meeting that its link leads to. */
const linkMeeting = ({ conference, meetings }: Linked): Meeting | undefined =>
  conference?.kind === 'zoom' && conference.hostId !== undefined ? meetings[conference.hostId] : undefined;

/** Each guest is to have a link of their own, and the account that makes them has not said that it cannot. */
const isPerGuest = (booking: Linked): boolean =>
  booking.linkPer === 'participant' && linkMeeting(booking)?.registration !== 'unavailable';

/** The account that makes the link cannot make one for each guest: they share one. */
export const lacksRegistration = (booking: Linked): boolean =>
  booking.linkPer === 'participant' && linkMeeting(booking)?.registration === 'unavailable';

/** Of a meeting that its host kept when they disconnected: the booking knows it no more, but its links lead there still. */
const keptLink = (
  { conference }: Linked,
  { registration }: Pick<Guest, 'registration'>,
): string | undefined =>
  conference?.kind === 'zoom' && conference.joinUrl !== undefined
    ? (registration?.joinUrl ?? conference.joinUrl)
    : conference?.joinUrl;

/** The link with which this guest joins; undefined while there is none, or theirs is yet to be made. */
export const guestLink = (booking: Linked, { id, registration }: Guest): string | undefined => {
  const meeting = linkMeeting(booking);
  if (!isPerGuest(booking)) return booking.conference?.joinUrl;
  if (meeting === undefined) return keptLink(booking, { registration });
  const own = meeting.registrants?.[id];
  if (own === undefined) return undefined;
  return own.id !== undefined && own.id === registration?.id
    ? registration.joinUrl
    : booking.conference?.joinUrl;
};

/** Guests who have yet to get a link of their own, and those registered who are guests no more. */
export const registrationDebts = (booking: Linked, userId: string) => {
  const known = booking.meetings[userId]?.registrants ?? {};
  const wanted = isPerGuest(booking) ? booking.guests : [];
  return {
    missing: wanted.filter(({ id }) => known[id] === undefined),
    surplus: Object.keys(known).filter((id) => !wanted.some((guest) => guest.id === id)),
  };
};

/** Whether somebody has to be registered, or no longer, at this host's meeting for the booking. */
export const owesRegistration = (booking: Linked, userId: string): boolean => {
  const entry = booking.meetings[userId];
  if (entry?.meetingId === undefined || entry.state !== 'synced' || !wantsMeeting(booking, userId))
    return false;
  const { missing, surplus } = registrationDebts(booking, userId);
  return missing.length + surplus.length > 0;
};

/** Whether there is a link, but not yet everybody's own. */
export const lacksOwnLinks = (booking: Linked): boolean =>
  booking.conference?.joinUrl !== undefined &&
  linkMeeting(booking) !== undefined &&
  booking.guests.some((guest) => guestLink(booking, guest) === undefined);
