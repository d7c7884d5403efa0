import type { Meeting } from '../../events/stored/booking.ts';
import { putBackMeeting } from '../domain/put-back-meeting.ts';
import type { Connections } from '../ports/connections.ts';
import type { Change } from './change-booking.ts';
import type { CommitDeps } from './commit-booking.ts';
import { changeMeeting, type MeetingStep, withMeeting } from './meeting-step.ts';

type Deps = CommitDeps & { readonly connections: Pick<Connections, 'read'> };
type Place = Pick<MeetingStep, 'booking' | 'entry' | 'userId' | 'trace'>;

/** Also one that owes nothing yet is to be read, or removed, as soon as that is possible. */
const parked = (entry: Meeting, revision: number, reason: string): Meeting | undefined => {
  if (entry.state === 'parked') return undefined;
  const { notBefore: _, recheckAt: __, ...rest } = entry;
  if (entry.state === 'removed' && entry.owed === undefined) return rest;
  return { ...rest, owed: entry.owed ?? revision, attempts: 0, state: 'parked', reason };
};

/**
 * What a booking owes to a conference account that cannot take it waits for the reconnect. One that came in between has looked for
 * parked work before there was this, so the connection is looked at once more.
 */
export const parkMeeting =
  (deps: Deps) =>
  async (place: Place, reason: string, refusal?: Change['refusal']): Promise<void> => {
    const { booking, entry: acted, userId } = place;
    await changeMeeting(deps)(place, (current, entry) => {
      const next = parked(entry, current.revision, reason);
      return next && { ...withMeeting(current, userId, next), ...(refusal && { refusal }) };
    });
    const connection = await deps.connections.read(booking.org, userId, acted.connectionId);
    if (connection?.state !== 'connected') return;
    await changeMeeting(deps)(place, (current, entry) => {
      const next = putBackMeeting(entry);
      return next && withMeeting(current, userId, next);
    });
  };
