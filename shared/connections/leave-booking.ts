import type { Booking } from '../../events/stored/booking.ts';
import type { LeavingEvent } from '../../events/stored/run.ts';
import { type Change, changeBooking } from '../bookings/change-booking.ts';
import { eventId } from '../bookings/event-id.ts';
import { cancelBooking } from '../domain/cancel-booking.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connections } from '../ports/connections.ts';
import type { Ids } from '../ports/ids.ts';
import type { Log } from '../ports/log.ts';
import type { Queues } from '../ports/queues.ts';
import { isHostOf } from './bookings-of-connection.ts';
import { holdingsOf } from './holdings-of.ts';
import { RunTaken } from './keep-progress.ts';
import { advanced, type Counts, type Leaving } from './leaving.ts';

interface Deps {
  readonly bookings: Bookings;
  readonly connections: Pick<Connections, 'ofUsers' | 'run'>;
  readonly queues: Queues;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

interface Left {
  readonly change: Change;
  readonly counts: Counts;
}

const isUpcoming = ({ status, end }: Booking, at: string): boolean => status === 'confirmed' && end > at;

const cancels = (booking: Booking, { connection, run }: Leaving, at: string): boolean =>
  run.bookings === 'cancel' &&
  isUpcoming(booking, at) &&
  isHostOf(booking, connection) &&
  holdingsOf(connection).carries(booking, connection);

const release = async (deps: Deps, { connection }: Leaving, current: Booking, at: string): Promise<Left> => {
  const { org, userId } = connection;
  const hosts = current.hosts.map((host) => host.userId);
  // Also another account of the one who leaves this one.
  const others = (await deps.connections.ofUsers(org, hosts)).filter(({ id }) => id !== connection.id);
  const after = holdingsOf(connection).release(current, { userId, others, eventIdOf: eventId, at });
  const released = isUpcoming(current, at) && isHostOf(current, connection) ? 1 : 0;
  if (after.revision === current.revision) return { change: { after }, counts: { released } };
  return {
    change: { after, type: 'booking.changed', changed: ['conference'] },
    counts: { released, guestsTold: current.guests.length },
  };
};

const eventOf = (before: Booking, after: Booking, { connection }: Leaving): LeavingEvent | undefined =>
  holdingsOf(connection).found(before, after, connection);

/** The booking remembers its event or meeting, to know it again should the account come back. */
const keep = (leaving: Leaving, after: Booking, current: Booking): Left => {
  const event = eventOf(current, after, leaving);
  const kept = event && [...(after.kept ?? []), event.eventId];
  return { change: { after: { ...after, ...(kept && { kept }) } }, counts: {} };
};

/** What becomes of a booking that has something in the account that is left. */
const leave = async (deps: Deps, leaving: Leaving, current: Booking): Promise<Left> => {
  const { userId } = leaving.connection;
  const at = new Date(deps.clock.now()).toISOString();
  const bare = holdingsOf(leaving.connection).without(current, userId);
  if (leaving.run.bookings === 'keep') return keep(leaving, bare, current);
  if (!cancels(current, leaving, at)) return release(deps, leaving, current, at);
  const after = cancelBooking(bare, { at, by: userId });
  return {
    change: { after, type: 'booking.cancelled', changed: ['status'] },
    counts: { cancelled: 1, guestsTold: current.guests.length },
  };
};

const withEvent = (leaving: Leaving, event: LeavingEvent | undefined, counts: Counts): Leaving => {
  const { progress, run } = leaving;
  const bookings = { bookings: 1, ...counts };
  if (event === undefined) return advanced(leaving, { progress, counts: bookings });
  if (run.bookings === 'keep') return advanced(leaving, { progress, counts: { ...bookings, kept: 1 } });
  return advanced(leaving, {
    progress: { ...progress, removing: [...progress.removing, event] },
    counts: bookings,
  });
};

const assertOurs = async ({ connections }: Deps, { run }: Leaving): Promise<void> => {
  const present = await connections.run(run.org, run.id);
  if (present?.version !== run.version) throw new RunTaken();
};

/**
 * Takes a booking off the account that is left, its event or meeting written down for removal in the same commit: nobody who reads it
 * then takes the removal for a person's. One that was done before is left alone. Throws RunTaken.
 */
export const leaveBooking =
  (deps: Deps) =>
  async (leaving: Leaving, booking: Booking): Promise<Leaving> => {
    const { connection, trace } = leaving;
    const actor = { kind: 'user', id: connection.userId } as const;
    const target = { org: booking.org, id: booking.id, actor, trace };
    let next: Leaving | undefined;
    let isAgain = false;
    await changeBooking(deps)(target, async (current) => {
      // The commit was refused for the booking, or for the run.
      if (isAgain) await assertOurs(deps, leaving);
      isAgain = true;
      next = undefined;
      if (!holdingsOf(connection).holds(current, connection)) return undefined;
      const { change, counts } = await leave(deps, leaving, current);
      next = withEvent(leaving, eventOf(current, change.after, leaving), counts);
      return { ...change, run: next.run };
    });
    return next ?? leaving;
  };
