import { unknownMeetings } from '../domain/unknown-meetings.ts';
import type { OwnMeeting } from '../ports/conference-provider.ts';
import { changeMeeting, type MeetingDeps, type MeetingStep, withMeeting } from './meeting-step.ts';

/** What was made a moment ago may not be listed yet. */
const UNLISTED_MS = 30_000;

/**
 * The meetings that bear this booking's reference after a creation whose outcome nobody knows. Undefined: it is too early for a list to
 * tell, the booking waits for it. Throws ProviderError.
 */
export const listUnknown =
  (deps: MeetingDeps) =>
  async (step: MeetingStep, intendedAt: string): Promise<OwnMeeting[] | undefined> => {
    const { accessToken, booking, userId } = step;
    const notBefore = new Date(Date.parse(intendedAt) + UNLISTED_MS).toISOString();
    if (new Date(deps.clock.now()).toISOString() < notBefore) {
      await changeMeeting(deps)(step, (current, entry) =>
        entry.intendedAt === intendedAt ? withMeeting(current, userId, { ...entry, notBefore }) : undefined,
      );
      return undefined;
    }
    return unknownMeetings(booking, await deps.conference.listOwnMeetings(accessToken));
  };
