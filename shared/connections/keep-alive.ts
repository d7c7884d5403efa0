import type { ProvisionWork } from '../../events/internal/provision-work.ts';
import type { Booking, Meeting } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { QueuedWork } from '../../events/stored/due.ts';
import type { CommitDeps } from '../bookings/commit-booking.ts';
import { upcomingBookings } from '../bookings/upcoming-bookings.ts';
import { keepAliveDues } from '../domain/keep-alive-dues.ts';
import { missesKept } from '../domain/kept-meeting.ts';
import { sameTimes } from '../domain/wanted-meeting.ts';
import type { AccessTokens } from '../ports/access-tokens.ts';
import type { ConferenceProvider, OwnMeeting } from '../ports/conference-provider.ts';
import type { Connections } from '../ports/connections.ts';
import type { Dues } from '../ports/dues.ts';
import type { Log } from '../ports/log.ts';
import { ProviderError } from '../ports/provider-error.ts';
import { loseConnection } from '../sync/lose-connection.ts';
import { withToken } from '../sync/with-token.ts';
import { adoptKeptMeetings } from './adopt-kept-meetings.ts';
import { keepPromises } from './keep-promises.ts';
import { waitWithAccount } from './wait-with-account.ts';

type Deps = CommitDeps & {
  readonly connections: Pick<Connections, 'read' | 'commit' | 'ofUsers'>;
  readonly conference: Pick<ConferenceProvider, 'listOwnMeetings'>;
  readonly tokens: AccessTokens;
  readonly dues: Pick<Dues, 'put' | 'remove'>;
  readonly log: Log;
};

type Work = Extract<ProvisionWork, { kind: 'keep_alive' }>;

/** A third of what an unused refresh token is said to live: https://developers.zoom.us/docs/integrations/oauth/ */
const IDLE_MS = 30 * 86_400_000;
const ACCESS_MS = 3_600_000;

/** An access token comes with every refresh and lives an hour. */
const isIdle = ({ access }: Connection, now: number): boolean =>
  access === undefined || now - Date.parse(access.expiresAt) >= IDLE_MS - ACCESS_MS;

interface Expected {
  readonly bookingId: string;
  readonly meetingId: string;
  readonly base: Meeting['base'];
}

/** What the bookings know of the account. */
interface Known {
  readonly expected: readonly Expected[];
  /** Those that lack a meeting which may have been left there. */
  readonly missing: readonly Booking[];
}

const knownOf = async (deps: Deps, connection: Connection): Promise<Known> => {
  const { org, userId, id } = connection;
  const expected: Expected[] = [];
  const missing: Booking[] = [];
  for await (const booking of upcomingBookings(deps)(org, userId)) {
    const { meetingId, state, connectionId, base } = booking.meetings[userId] ?? {};
    if (meetingId !== undefined && state !== 'removed' && connectionId === id)
      expected.push({ bookingId: booking.id, meetingId, base });
    if (missesKept(booking, connection)) missing.push(booking);
  }
  return { expected, missing };
};

/** A list is a hint: what it lacks, or tells otherwise than the booking knows it, is looked at by itself. */
const looks = (
  connection: Connection,
  expected: readonly Expected[],
  listed: readonly OwnMeeting[],
  trace: string,
): QueuedWork[] => {
  const timesOf = new Map(listed.map(({ id, times }) => [id, times]));
  const { org, userId, id: connectionId } = connection;
  return expected
    .filter(({ meetingId, base }) => {
      const times = timesOf.get(meetingId);
      return !(times && base?.exists && sameTimes(times, base));
    })
    .map(({ bookingId }) => ({
      queue: 'provision',
      body: { v: 1, kind: 'meeting', org, bookingId, userId, connectionId, look: true, trace },
    }));
};

const lookThrough = async (deps: Deps, connection: Connection, trace: string): Promise<void> => {
  const { expected, missing } = await knownOf(deps, connection);
  if (expected.length + missing.length === 0) return;
  const listed = await withToken(deps.tokens)(connection, (token) => deps.conference.listOwnMeetings(token));
  await adoptKeptMeetings(deps)(connection, { missing, listed, trace });
  const messages = looks(connection, expected, listed, trace);
  if (messages.length > 0) await deps.queues.send(messages);
};

/** A booking that another host's account let go of while this one was just being connected has been promised a link, too. */
const round = async (deps: Deps, connection: Connection, trace: string): Promise<void> => {
  if (isIdle(connection, deps.clock.now())) await deps.tokens.of(connection);
  await lookThrough(deps, connection, trace);
  await keepPromises(deps)(connection, trace);
};

const isFinal = ({ verdict }: ProviderError): boolean => verdict === 'final' || verdict === 'scope';

/**
 * The hourly round of a conference account. Should its provider's events be lost, what people have done to their meetings there is noticed
 * now, by one call for all of them, and what was kept there is found again; and a refresh token that nobody has used for 30 days is renewed. Whoever dies on the way is sent again
 * by the same timer.
 */
export const keepAlive =
  (deps: Deps) =>
  async (work: Work): Promise<void> => {
    const { org, userId, connectionId, trace } = work;
    const connection = await deps.connections.read(org, userId, connectionId);
    if (connection?.state !== 'connected') return deps.dues.remove('keep_alive', connectionId);
    const refusal = await round(deps, connection, trace).catch((error: unknown) => {
      if (error instanceof ProviderError) return error;
      throw error;
    });
    // The end of the connection takes its timers along.
    if (refusal && isFinal(refusal)) return loseConnection(deps)(connection, refusal, trace);
    if (refusal) return waitWithAccount(deps)(work, refusal);
    for (const due of keepAliveDues(connection, deps.clock.now(), trace)) await deps.dues.put(due);
  };
