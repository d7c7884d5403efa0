import type { DisconnectProgress } from '../../events/stored/run.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connections } from '../ports/connections.ts';
import type { Ids } from '../ports/ids.ts';
import type { Log } from '../ports/log.ts';
import type { Queues } from '../ports/queues.ts';
import { heldPage } from './bookings-of-connection.ts';
import { keepProgress } from './keep-progress.ts';
import { leaveBooking } from './leave-booking.ts';
import { type Leaving, stepTo } from './leaving.ts';
import { type Removal, removeEvents } from './remove-events.ts';

interface Deps extends Removal {
  readonly bookings: Bookings;
  readonly connections: Pick<Connections, 'ofUsers' | 'run' | 'commit'>;
  readonly queues: Queues;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

/**
 * Longer than any function runs: whoever knew the connection as it was before has ended by then, and what they have committed or
 * created since is found.
 */
const SETTLED_MS = 90_000;

/** What was still being made when the connection ended is looked for once everybody who could make it has ended. */
const afterBookings = ({ run, progress }: Leaving): DisconnectProgress => {
  if (progress.round > 1) return stepTo(progress, 'strays');
  const notBefore = new Date(Date.parse(run.startedAt) + SETTLED_MS).toISOString();
  return { ...stepTo(progress, 'calendars'), round: 2, notBefore };
};

/** One page of the bookings that have something in the account that is left, and the removal of that. */
export const leaveBookings =
  (deps: Deps) =>
  async (leaving: Leaving): Promise<Leaving> => {
    let now = await removeEvents(deps)(leaving);
    if (now.progress.removing.length > 0) return now;
    const { held, next } = await heldPage(deps.bookings, now.connection, now.progress.cursor);
    for (const one of held) now = await leaveBooking(deps)(now, one);
    now = await removeEvents(deps)(now);
    if (now.progress.removing.length > 0) return now;
    return keepProgress(deps)(now, {
      progress: next === undefined ? afterBookings(now) : { ...now.progress, cursor: next },
    });
  };
