import type { Booking } from '../../events/stored/booking.ts';
import { dropMeeting } from '../domain/confirm-meeting.ts';
import { meetingEnds, wantsMeeting } from '../domain/wanted-meeting.ts';
import type { Change } from './change-booking.ts';
import { listUnknown } from './list-unknown.ts';
import {
  changeMeeting,
  type MeetingDeps,
  type MeetingStep,
  type StepOutcome,
  withMeeting,
} from './meeting-step.ts';
import { takeInMeeting } from './take-in-meeting.ts';

/** Somebody may have wanted it again while it was being removed: then there will be another. */
const dropped = (current: Booking, userId: string, now: string): Change => {
  const after = dropMeeting(current, userId);
  const entry = after.meetings[userId];
  if (entry === undefined || !wantsMeeting(current, userId) || meetingEnds(current) <= now) return { after };
  return withMeeting(after, userId, { ...entry, state: 'pending', owed: current.revision });
};

const drop = async (
  deps: MeetingDeps,
  step: MeetingStep,
  meetingId: string | undefined,
): Promise<StepOutcome> => {
  const now = new Date(deps.clock.now()).toISOString();
  const { booking } = await changeMeeting(deps)(step, (current, entry) =>
    entry.meetingId === meetingId ? dropped(current, step.userId, now) : undefined,
  );
  return booking?.meetings[step.userId]?.owed === undefined ? 'done' : 'again';
};

/** Never known to exist; one whose creation had an unknown outcome may do so all the same. */
const removeUnknown = async (deps: MeetingDeps, step: MeetingStep): Promise<StepOutcome> => {
  const { intendedAt } = step.entry;
  const ours = intendedAt === undefined ? [] : await listUnknown(deps)(step, intendedAt);
  if (ours === undefined) return 'done';
  for (const { id } of ours) await deps.conference.removeMeeting(step.accessToken, id);
  return drop(deps, step, undefined);
};

/**
 * Takes the meeting of a booking from a conference account: of one that is off at once, of one that is over after a last look, since a
 * person may have moved it there. Throws ProviderError.
 */
export const removeMeeting =
  (deps: MeetingDeps) =>
  async (step: MeetingStep): Promise<StepOutcome> => {
    const { meetingId } = step.entry;
    if (meetingId === undefined) return removeUnknown(deps, step);
    if (wantsMeeting(step.booking, step.userId)) {
      const present = await takeInMeeting(deps)(step, meetingId);
      const isMoved =
        present !== undefined && meetingEnds(present) > new Date(deps.clock.now()).toISOString();
      if (isMoved) return 'again';
    }
    await deps.conference.removeMeeting(step.accessToken, meetingId);
    return drop(deps, step, meetingId);
  };
