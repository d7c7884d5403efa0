import type { Booking, Meeting } from '../../events/stored/booking.ts';
import { releaseMeeting } from '../domain/release-meeting.ts';
import { wantsMeeting } from '../domain/wanted-meeting.ts';
import type { Holdings, Place } from './holdings.ts';

const meetingOf = ({ meetings }: Booking, { userId, id }: Place): Meeting | undefined => {
  const entry = meetings[userId];
  return entry?.connectionId === id ? entry : undefined;
};

const makesLink = (booking: Booking, place: Place): boolean =>
  meetingOf(booking, place) !== undefined && wantsMeeting(booking, place.userId);

const without = (booking: Booking, userId: string): Booking => {
  const { [userId]: _, ...meetings } = booking.meetings;
  return { ...booking, meetings };
};

/** One whose creation has not been confirmed is looked for by its reference. */
const found: Holdings['found'] = (before, _, place) => {
  const { meetingId: eventId, state } = meetingOf(before, place) ?? {};
  if (eventId === undefined || state === 'removed') return undefined;
  return { bookingId: before.id, calendarId: '', eventId, invites: false };
};

/** Meetings of a conference account. */
export const meetingHoldings: Holdings = {
  holds: (booking, place) => meetingOf(booking, place) !== undefined,
  carries: makesLink,
  makesLink,
  without,
  release: releaseMeeting,
  found,
};
