import type { ProvisionWork } from '../../events/internal/provision-work.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { QueuedWork } from '../../events/stored/due.ts';
import { upcomingBookings } from '../bookings/upcoming-bookings.ts';
import { keepAliveDues } from '../domain/keep-alive-dues.ts';
import type { AccessTokens } from '../ports/access-tokens.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connections } from '../ports/connections.ts';
import type { Dues } from '../ports/dues.ts';
import type { Log } from '../ports/log.ts';
import { ProviderError } from '../ports/provider-error.ts';
import type { Queues } from '../ports/queues.ts';
import { waitWithAccount } from './wait-with-account.ts';

interface Deps {
  readonly connections: Pick<Connections, 'read'>;
  readonly bookings: Pick<Bookings, 'listHost'>;
  readonly tokens: Pick<AccessTokens, 'of'>;
  readonly dues: Pick<Dues, 'put' | 'remove'>;
  readonly queues: Queues;
  readonly clock: Clock;
  readonly log: Log;
}

type Work = Extract<ProvisionWork, { kind: 'keep_alive' }>;

/** A third of what an unused refresh token is said to live: https://developers.zoom.us/docs/integrations/oauth/ */
const IDLE_MS = 30 * 86_400_000;
const ACCESS_MS = 3_600_000;

/** An access token comes with every refresh and lives an hour. */
const isIdle = ({ access }: Connection, now: number): boolean =>
  access === undefined || now - Date.parse(access.expiresAt) >= IDLE_MS - ACCESS_MS;

const looks = async (deps: Deps, { org, userId, id }: Connection, trace: string): Promise<QueuedWork[]> => {
  const messages: QueuedWork[] = [];
  for await (const { id: bookingId, meetings } of upcomingBookings(deps)(org, userId)) {
    const meeting = meetings[userId];
    const isThere = meeting?.meetingId !== undefined && meeting.state !== 'removed';
    if (!isThere || meeting.connectionId !== id) continue;
    const about = { org, bookingId, userId, connectionId: id, look: true, trace };
    messages.push({ queue: 'provision', body: { v: 1, kind: 'meeting', ...about } });
  }
  return messages;
};

/** lost: the end of the connection took its timers along · waits: on a timer of its own. */
const renewIdle = async (
  deps: Deps,
  connection: Connection,
  work: Work,
): Promise<'alive' | 'lost' | 'waits'> => {
  if (!isIdle(connection, deps.clock.now())) return 'alive';
  try {
    await deps.tokens.of(connection);
    return 'alive';
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.verdict === 'final') return 'lost';
    await waitWithAccount(deps)(work, error);
    return 'waits';
  }
};

/**
 * The daily round of a conference account. Should its provider's events be lost, what people have done to their meetings there is noticed
 * now; and a refresh token that nobody has used for 30 days is renewed. Whoever dies on the way is sent again by the same timer.
 */
export const keepAlive =
  (deps: Deps) =>
  async (work: Work): Promise<void> => {
    const { org, userId, connectionId, trace } = work;
    const connection = await deps.connections.read(org, userId, connectionId);
    if (connection?.state !== 'connected') return deps.dues.remove('keep_alive', connectionId);
    if ((await renewIdle(deps, connection, work)) !== 'alive') return;
    const messages = await looks(deps, connection, trace);
    if (messages.length > 0) await deps.queues.send(messages);
    for (const due of keepAliveDues(connection, deps.clock.now(), trace)) await deps.dues.put(due);
  };
