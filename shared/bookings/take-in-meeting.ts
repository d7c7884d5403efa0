import type { Booking } from '../../events/stored/booking.ts';
import { cancelBooking } from '../domain/cancel-booking.ts';
import { compareMeeting } from '../domain/compare-meeting.ts';
import { confirmMeeting, dropMeeting } from '../domain/confirm-meeting.ts';
import { sameValue } from '../domain/same-value.ts';
import { transitionBooking } from '../domain/transition-booking.ts';
import { wantsMeeting } from '../domain/wanted-meeting.ts';
import type { ProviderMeeting } from '../ports/conference-provider.ts';
import { ProviderError } from '../ports/provider-error.ts';
import type { Change } from './change-booking.ts';
import { changeMeeting, type MeetingDeps, type MeetingStep } from './meeting-step.ts';

/** Undefined: the account answers, and knows no such meeting. */
const seenNow = async (
  { conference }: MeetingDeps,
  { accessToken }: MeetingStep,
  meetingId: string,
): Promise<ProviderMeeting | undefined> => {
  try {
    return await conference.getMeeting(accessToken, meetingId);
  } catch (error) {
    if (error instanceof ProviderError && error.verdict === 'gone') return undefined;
    throw error;
  }
};

/** Deleted there: so the meeting is off. One that is over, or that we have just taken off, only is no longer there. */
const gone = (current: Booking, userId: string, at: string): Change => {
  const after = dropMeeting(current, userId);
  if (!wantsMeeting(current, userId) || current.end <= at) return { after };
  const cancelled = cancelBooking(after, { at, by: 'provider' });
  return { after: cancelled, type: 'booking.cancelled', changed: ['status'] };
};

const moved = (current: Booking, userId: string, meeting: ProviderMeeting, at: string): Change => {
  const { start, end } = meeting;
  const known = confirmMeeting(current, userId, { meeting, settled: true });
  const after = transitionBooking(known, { start, end }, { at });
  return { after, type: 'booking.moved', changed: ['start', 'end'], overlap: 'take' };
};

const confirmed = (current: Booking, userId: string, meeting: ProviderMeeting, settled: boolean) => {
  const after = confirmMeeting(current, userId, { meeting, settled });
  return sameValue(after, current) ? undefined : { after };
};

/** What the read brought, set against the booking as it is now. */
const judge = (
  current: Booking,
  userId: string,
  meeting: ProviderMeeting,
  at: string,
): Change | undefined => {
  const known = current.meetings[userId];
  if (known === undefined || !wantsMeeting(current, userId)) return undefined;
  const comparison = compareMeeting({ known, wanted: current, seen: meeting });
  if (comparison === 'moved') return moved(current, userId, meeting, at);
  return confirmed(current, userId, meeting, comparison === 'same');
};

/** Takes what is true at the provider into the booking, by the three-way rule. Resolves to the booking as it is then. Throws ProviderError. */
export const takeInMeeting =
  (deps: MeetingDeps) =>
  async (step: MeetingStep, meetingId: string): Promise<Booking | undefined> => {
    const meeting = await seenNow(deps, step, meetingId);
    const at = new Date(deps.clock.now()).toISOString();
    const { booking } = await changeMeeting(deps, 'provider')(step, (current, entry) => {
      if (entry.meetingId !== meetingId) return undefined;
      return meeting === undefined
        ? gone(current, step.userId, at)
        : judge(current, step.userId, meeting, at);
    });
    return booking;
  };
