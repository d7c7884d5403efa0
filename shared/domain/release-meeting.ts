import type { Booking, Guest } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import { HubError } from '../errors.ts';
import { type ConferencePlan, planConference } from './plan-conference.ts';
import { transitionBooking } from './transition-booking.ts';
import { wantsMeeting } from './wanted-meeting.ts';

interface Release {
  /** Whose account is left. */
  readonly userId: string;
  /** Of all hosts, but for the one that is left: one of them may make the link from now on. */
  readonly others: readonly Connection[];
  /** UTC instant. */
  readonly at: string;
}

/** Who makes it now; nobody = a link follows when somebody can. */
const planLink = (booking: Booking, others: readonly Connection[]): ConferencePlan => {
  try {
    return planConference(booking, others);
  } catch (error) {
    if (!(error instanceof HubError && error.code === 'platform_not_connected')) throw error;
    return { conference: { kind: 'zoom', state: 'pending' }, meetings: booking.meetings };
  }
};

/** Their own way in leads to the meeting that goes. */
const unregistered = ({ registration: _, ...guest }: Guest): Guest => guest;

/**
 * A booking that stands while the account that makes its link is left: another host's makes one from now on, if there is one, and people
 * are told. Past and cancelled ones, and those whose link comes from elsewhere, only lose the entry.
 */
export const releaseMeeting = (booking: Booking, { userId, others, at }: Release): Booking => {
  const { [userId]: own, ...meetings } = booking.meetings;
  const bare = { ...booking, meetings };
  if (own === undefined || !wantsMeeting(booking, userId) || booking.end <= at) return bare;
  const guests = booking.guests.map(unregistered);
  return transitionBooking(booking, { ...planLink(bare, others), guests }, { at });
};
