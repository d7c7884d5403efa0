import type { ProvisionWork } from '../../events/internal/provision-work.ts';
import type { Booking, Meeting } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import { owesRegistration } from '../domain/guest-link.ts';
import { refuseMeeting } from '../domain/refuse-meeting.ts';
import { meetingEnds, wantsMeeting } from '../domain/wanted-meeting.ts';
import type { AccessTokens } from '../ports/access-tokens.ts';
import type { Connections } from '../ports/connections.ts';
import { ProviderError } from '../ports/provider-error.ts';
import { loseConnection } from '../sync/lose-connection.ts';
import { withToken } from '../sync/with-token.ts';
import { makeMeeting } from './make-meeting.ts';
import { changeMeeting, type MeetingDeps, type MeetingStep, type StepOutcome } from './meeting-step.ts';
import { moveMeeting } from './move-meeting.ts';
import { parkMeeting } from './park-meeting.ts';
import { recheckMeeting } from './recheck-meeting.ts';
import { registerGuests } from './register-guests.ts';
import { removeMeeting } from './remove-meeting.ts';

export type TendDeps = MeetingDeps & {
  readonly connections: Pick<Connections, 'read' | 'commit'>;
  readonly tokens: AccessTokens;
};

type Work = Extract<ProvisionWork, { kind: 'meeting' }>;
type Place = Omit<MeetingStep, 'accessToken' | 'connection'>;

/** A step that finds the meeting otherwise takes what it found into the booking and begins anew. */
const MOST_STEPS = 5;

const isOver = (booking: Booking, now: string): boolean => meetingEnds(booking) <= now;

const isWaiting = ({ notBefore }: Meeting, now: string): boolean =>
  notBefore !== undefined && notBefore > now;

/** tend: to be made, read, changed or removed · register: guests come or go · recheck: looked for what was made twice · undefined: nothing for now. */
const jobOf = (
  { booking, entry, userId }: Place,
  look: boolean,
  now: string,
): 'tend' | 'register' | 'recheck' | undefined => {
  const { owed, meetingId, state, recheckAt } = entry;
  const waits = isWaiting(entry, now);
  const isThere = meetingId !== undefined && state !== 'removed';
  const ends = isThere && isOver(booking, now);
  if (!waits && (owed !== undefined || ends || (look && isThere))) return 'tend';
  if (!waits && owesRegistration(booking, userId)) return 'register';
  return recheckAt !== undefined && recheckAt <= now ? 'recheck' : undefined;
};

const tend = (deps: TendDeps, step: MeetingStep): Promise<StepOutcome> => {
  const { booking, entry, userId } = step;
  const now = new Date(deps.clock.now()).toISOString();
  if (!wantsMeeting(booking, userId) || isOver(booking, now)) return removeMeeting(deps)(step);
  return entry.meetingId === undefined ? makeMeeting(deps)(step) : moveMeeting(deps)(step, entry.meetingId);
};

/** The look before a write succeeds each time: that says nothing of the write, whose refusals are counted on. */
const counted = (current: Booking, { booking, entry, userId }: Place): Booking => {
  const present = current.meetings[userId];
  if (present === undefined || current.revision !== booking.revision) return current;
  const attempts = Math.max(present.attempts, entry.attempts);
  return { ...current, meetings: { ...current.meetings, [userId]: { ...present, attempts } } };
};

/** After a refusal: final words park what is to be done, our own faults end it, and everything else waits on the booking. */
const refused = async (
  deps: TendDeps,
  place: Place,
  connection: Connection,
  error: ProviderError,
): Promise<void> => {
  const { verdict, word } = error;
  deps.log?.info('meeting.refused', { bookingId: place.booking.id, verdict, word, trace: place.trace });
  const refusal = { verdict, word };
  if (verdict === 'final' || verdict === 'scope') {
    await loseConnection(deps)(connection, error, place.trace);
    return parkMeeting(deps)(place, word, refusal);
  }
  await changeMeeting(deps)(place, (current) => ({
    after: refuseMeeting(counted(current, place), place.userId, error, deps.clock.now()),
    refusal,
  }));
};

const placeOf = (booking: Booking | undefined, { userId, connectionId, trace }: Work): Place | undefined => {
  const entry: Meeting | undefined = booking?.meetings[userId];
  return booking && entry?.connectionId === connectionId ? { booking, entry, userId, trace } : undefined;
};

const tendOnce = async (deps: TendDeps, work: Work, look: boolean): Promise<StepOutcome> => {
  const place = placeOf(await deps.bookings.read(work.org, work.bookingId), work);
  const job = place && jobOf(place, look, new Date(deps.clock.now()).toISOString());
  if (place === undefined || job === undefined) return 'done';
  const connection = await deps.connections.read(work.org, work.userId, work.connectionId);
  if (connection?.state !== 'connected') {
    await parkMeeting(deps)(place, connection?.state ?? 'not_connected');
    return 'done';
  }
  try {
    return await withToken(deps.tokens)(connection, async (accessToken) => {
      const step = { ...place, connection, accessToken };
      if (job === 'tend') return tend(deps, step);
      if (job === 'register') return registerGuests(deps)(step, place.entry.meetingId ?? '');
      await recheckMeeting(deps)(step);
      return 'done';
    });
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    await refused(deps, place, connection, error);
    return 'done';
  }
};

/**
 * Makes, reads, moves or removes the meeting of a booking at a host's conference account, as the booking wants it now, whatever the
 * message was sent for. Nothing owed and nobody saying that it changed: nothing done. What has to wait waits on the booking.
 */
export const tendMeeting =
  (deps: TendDeps) =>
  async (work: Work): Promise<void> => {
    for (let step = 0; step < MOST_STEPS; step += 1)
      if ((await tendOnce(deps, work, work.look && step === 0)) === 'done') return;
    deps.log?.info('meeting.unsettled', { bookingId: work.bookingId, trace: work.trace });
  };
