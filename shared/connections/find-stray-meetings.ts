import type { LeavingEvent } from '../../events/stored/run.ts';
import { unknownMeetings } from '../domain/unknown-meetings.ts';
import type { AccessTokens } from '../ports/access-tokens.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConferenceProvider, OwnMeeting } from '../ports/conference-provider.ts';
import { askProvider } from './ask-provider.ts';
import type { Leaving } from './leaving.ts';

interface Deps {
  readonly bookings: Pick<Bookings, 'read'>;
  readonly conference: Pick<ConferenceProvider, 'listOwnMeetings'>;
  readonly tokens: AccessTokens;
  readonly clock: Clock;
}

/**
 * Made for a booking of this org, and nobody's any more: not of another account that goes on with the account's meetings, one that it is
 * just making included, nor one that its user has kept when they left before, or taken from the trash.
 */
const isStray = async (
  { bookings }: Deps,
  { connection }: Leaving,
  meeting: OwnMeeting,
): Promise<boolean> => {
  const { id, reference } = meeting;
  const booking = await bookings.read(connection.org, reference);
  if (booking === undefined || unknownMeetings(booking, [meeting]).length === 0) return false;
  const isHeld = Object.values(booking.meetings).some(
    ({ connectionId, meetingId = id }) => connectionId !== connection.id && meetingId === id,
  );
  return !(isHeld || booking.kept?.includes(id));
};

/**
 * Meetings of ours in a conference account though no booking knows of them: a creation whose answer was lost, or that was still under
 * way. `shut_out`: the account lets nobody look any more. Throws ProviderError where the run has to wait.
 */
export const findStrayMeetings =
  (deps: Deps) =>
  async (leaving: Leaving): Promise<LeavingEvent[] | 'shut_out'> => {
    const { answer = [], no } = await askProvider(deps)(leaving, '', ({ accessToken }) =>
      deps.conference.listOwnMeetings(accessToken),
    );
    if (no === 'shut_out') return no;
    const strays: LeavingEvent[] = [];
    for (const meeting of answer)
      if (await isStray(deps, leaving, meeting))
        strays.push({ bookingId: meeting.reference, calendarId: '', eventId: meeting.id, invites: false });
    return strays;
  };
