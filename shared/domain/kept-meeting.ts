import type { Booking, Meeting } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';

type Account = Pick<Connection, 'id' | 'userId'>;

/** Nobody has begun to make another one. */
const isFree = (present: Meeting | undefined, { id }: Account): boolean =>
  present === undefined ||
  (present.connectionId === id && present.meetingId === undefined && present.intendedAt === undefined);

/** Whether the host lacks a meeting that was left in an account of theirs when they disconnected. */
export const missesKept = ({ kept = [], meetings, status }: Booking, account: Account): boolean =>
  kept.length > 0 && status !== 'draft' && isFree(meetings[account.userId], account);

/**
 * The booking with the meeting that was left in this host's account when they disconnected: theirs again, and what the booking wants is
 * owed there, which is its removal where it is off or another host makes the link. Undefined where none of `listed`, the account's
 * meetings by their ids, is it.
 */
export const withKeptMeeting = (
  booking: Booking,
  account: Account,
  listed: ReadonlySet<string>,
): Booking | undefined => {
  const meetingId = booking.kept?.find((id) => listed.has(id));
  if (meetingId === undefined || !missesKept(booking, account)) return undefined;
  const entry: Meeting = {
    ...{ platform: 'zoom', connectionId: account.id, meetingId },
    ...{ state: 'pending', owed: booking.revision, attempts: 0 },
  };
  return {
    ...booking,
    meetings: { ...booking.meetings, [account.userId]: entry },
    kept: booking.kept?.filter((id) => id !== meetingId),
  };
};
