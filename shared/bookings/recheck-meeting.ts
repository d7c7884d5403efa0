import type { Meeting } from '../../events/stored/booking.ts';
import { dropMeeting } from '../domain/confirm-meeting.ts';
import { unknownMeetings } from '../domain/unknown-meetings.ts';
import { changeMeeting, type MeetingDeps, type MeetingStep, withMeeting } from './meeting-step.ts';

const withoutRecheck = ({ recheckAt: _, ...entry }: Meeting): Meeting => entry;

/**
 * A creation was asked for more than once: whatever else bears this booking's reference by now goes, and nobody need look again.
 * Throws ProviderError.
 */
export const recheckMeeting =
  (deps: MeetingDeps) =>
  async (step: MeetingStep): Promise<void> => {
    const { booking, entry: acted, userId, accessToken } = step;
    const own = await deps.conference.listOwnMeetings(accessToken);
    const surplus = unknownMeetings(booking, own).filter(({ id }) => id !== acted.meetingId);
    for (const { id } of surplus) await deps.conference.removeMeeting(accessToken, id);
    await changeMeeting(deps)(step, (current, entry) => {
      if (entry.recheckAt !== acted.recheckAt) return undefined;
      const change = withMeeting(current, userId, withoutRecheck(entry));
      return entry.state === 'removed' ? { after: dropMeeting(change.after, userId) } : change;
    });
  };
