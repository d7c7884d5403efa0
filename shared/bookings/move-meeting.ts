import { confirmMeeting } from '../domain/confirm-meeting.ts';
import { saysWanted, wantedMeeting } from '../domain/wanted-meeting.ts';
import {
  changeMeeting,
  type MeetingDeps,
  type MeetingStep,
  type StepOutcome,
  withMeeting,
} from './meeting-step.ts';
import { takeInMeeting } from './take-in-meeting.ts';

/** Writes down what it is going to ask for, asks, and takes the answer in. */
const write = async (deps: MeetingDeps, step: MeetingStep, meetingId: string): Promise<void> => {
  const { booking, entry: acted, userId, accessToken } = step;
  const wanted = wantedMeeting(booking);
  const asked = { start: wanted.start, end: wanted.end };
  const { isChanged } = await changeMeeting(deps)(step, (current, entry) =>
    entry.meetingId === meetingId && entry.owed === acted.owed
      ? withMeeting(current, userId, { ...entry, asked })
      : undefined,
  );
  if (!isChanged) return;
  const meeting = await deps.conference.changeMeeting(accessToken, meetingId, wanted);
  await changeMeeting(deps)(step, (current, entry) => {
    if (entry.meetingId !== meetingId) return undefined;
    const settled = entry.owed === acted.owed || saysWanted({ base: { ...meeting, exists: true } }, current);
    return { after: confirmMeeting(current, userId, { meeting, settled }) };
  });
};

/**
 * Reads the meeting, lets a person's doing win, and then writes what is still owed: nothing at the provider keeps two writers apart, so
 * whoever writes has looked just before. Throws ProviderError.
 */
export const moveMeeting =
  (deps: MeetingDeps) =>
  async (step: MeetingStep, meetingId: string): Promise<StepOutcome> => {
    const booking = await takeInMeeting(deps)(step, meetingId);
    const entry = booking?.meetings[step.userId];
    if (booking === undefined || entry?.owed === undefined) return 'done';
    if (entry.meetingId === meetingId && booking.revision === step.booking.revision)
      await write(deps, { ...step, booking, entry }, meetingId);
    return 'again';
  };
