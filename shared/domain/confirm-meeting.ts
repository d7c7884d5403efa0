import type { Booking, Meeting } from '../../events/stored/booking.ts';
import { adoptConference } from './adopt-conference.ts';
import { sameTimes, wantsMeeting } from './wanted-meeting.ts';

interface Confirmed {
  readonly id: string;
  readonly title: string;
  readonly start: string;
  readonly end: string;
  readonly joinUrl: string;
}

const clear = ({ owed: _, notBefore: __, reason: ___, ...entry }: Meeting): Meeting => entry;

const withMeeting = (booking: Booking, userId: string, entry: Meeting): Booking => ({
  ...booking,
  meetings: { ...booking.meetings, [userId]: entry },
});

/** Why the link was not as it should be is over. */
const withoutReason = (booking: Booking): Booking => {
  if (booking.conference?.reason === undefined) return booking;
  const { reason: _, ...conference } = booking.conference;
  return { ...booking, conference };
};

/**
 * The booking after its conference account has told what the meeting is now: the base moves, its link is everybody's; `settled`: nothing
 * is owed there any more.
 */
export const confirmMeeting = (
  booking: Booking,
  userId: string,
  { meeting, settled: isSame }: { readonly meeting: Confirmed; readonly settled: boolean },
): Booking => {
  const entry = booking.meetings[userId];
  if (entry === undefined) return booking;
  const isWanted = wantsMeeting(booking, userId);
  // One that is to go is owed its removal, whatever it says.
  const settled = isSame && isWanted;
  const { intendedAt: _, asked, ...rest } = settled ? clear(entry) : entry;
  const { id: meetingId, title, start, end, joinUrl } = meeting;
  // A move that has not come about may be under way still.
  const isUnderWay = !settled && asked !== undefined && !sameTimes(asked, meeting);
  const confirmed = withMeeting(booking, userId, {
    ...rest,
    meetingId,
    ...(isUnderWay && { asked }),
    ...(settled && { state: 'synced' as const }),
    attempts: 0,
    base: { title, start, end, exists: true },
  });
  if (!isWanted) return confirmed;
  return adoptConference(
    settled ? withoutReason(confirmed) : confirmed,
    { conference: { state: 'ready', joinUrl } },
    'zoom',
  );
};

const withRemoved = (booking: Booking, { meetingId }: Meeting): Booking => {
  const known = booking.removedMeetings ?? [];
  if (meetingId === undefined || known.includes(meetingId)) return booking;
  return { ...booking, removedMeetings: [...known, meetingId] };
};

/**
 * The booking after the meeting of this host is gone from their account, or was never made. Another host's than the one who makes the
 * link is of no more interest, once nothing more has to be looked for.
 */
export const dropMeeting = (booking: Booking, userId: string): Booking => {
  const entry = booking.meetings[userId];
  if (entry === undefined) return booking;
  const { meetingId: _, intendedAt: __, asked: ___, ...left } = clear(entry);
  const { registrants: ____, registration: _____, ...rest } = left;
  const base = entry.base && { ...entry.base, exists: false };
  const gone: Meeting = { ...rest, state: 'removed', attempts: 0, ...(base && { base }) };
  const after = withRemoved(booking, entry);
  if (booking.conference?.hostId === userId || gone.recheckAt !== undefined)
    return withMeeting(after, userId, gone);
  const { [userId]: ______, ...meetings } = booking.meetings;
  return { ...after, meetings };
};
