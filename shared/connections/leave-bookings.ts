import type { Booking, CalendarEntry } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { BookingsChoice } from '../../events/stored/run.ts';
import { type Change, changeBooking } from '../bookings/change-booking.ts';
import { eventId } from '../bookings/event-id.ts';
import { cancelBooking } from '../domain/cancel-booking.ts';
import { releaseCalendar } from '../domain/release-calendar.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connections } from '../ports/connections.ts';
import type { Ids } from '../ports/ids.ts';
import type { Queues } from '../ports/queues.ts';
import { bookingsOfConnection, entryOf, type Held, isHostOf } from './bookings-of-connection.ts';

interface Deps {
  readonly bookings: Bookings;
  readonly connections: Pick<Connections, 'ofUsers'>;
  readonly queues: Queues;
  readonly clock: Clock;
  readonly ids: Ids;
}

interface Leaving {
  readonly connection: Connection;
  readonly choice: BookingsChoice;
  readonly trace: string;
  /** Takes one of our events off the calendar; false where the provider will not let us. Idempotent. */
  readonly removeEvent: (entry: CalendarEntry) => Promise<boolean>;
}

const NONE = { bookings: 0, removed: 0, kept: 0, cancelled: 0, couldNotRemove: 0 };
export type LeftBookings = Readonly<typeof NONE>;

const withEntry = (booking: Booking, userId: string, entry: CalendarEntry): Booking => ({
  ...booking,
  calendars: { ...booking.calendars, [userId]: entry },
});

const target = ({ org, id }: Booking, { connection, trace }: Leaving) => ({
  org,
  id,
  actor: { kind: 'user', id: connection.userId } as const,
  trace,
});

/** Known as gone before it is: whoever reads the calendar meanwhile takes our removal for nobody's cancellation. */
const expectGone = (deps: Deps, leaving: Leaving, booking: Booking): Promise<Booking | undefined> =>
  changeBooking(deps)(target(booking, leaving), (current) => {
    const entry = entryOf(current, leaving.connection);
    if (!entry?.base?.exists) return undefined;
    const gone = { ...entry, base: { ...entry.base, exists: false } };
    return { after: withEntry(current, leaving.connection.userId, gone) };
  });

const isUpcoming = ({ status, end }: Booking, at: string): boolean => status === 'confirmed' && end > at;

const cancels = (booking: Booking, { connection, choice }: Leaving, at: string): boolean =>
  choice === 'cancel' &&
  isUpcoming(booking, at) &&
  isHostOf(booking, connection) &&
  entryOf(booking, connection)?.role === 'organizer';

const leave = async (deps: Deps, leaving: Leaving, current: Booking): Promise<Change | undefined> => {
  const { connection, choice } = leaving;
  const { org, userId } = connection;
  if (entryOf(current, connection) === undefined) return undefined;
  const at = new Date(deps.clock.now()).toISOString();
  const { [userId]: _, ...calendars } = current.calendars;
  if (choice === 'keep') return { after: { ...current, calendars } };
  if (cancels(current, leaving, at)) {
    const after = cancelBooking({ ...current, calendars }, { at, by: userId });
    return { after, type: 'booking.cancelled', changed: ['status'] };
  }
  const coHosts = current.hosts.map((host) => host.userId).filter((id) => id !== userId);
  const others = await deps.connections.ofUsers(org, coHosts);
  const after = releaseCalendar(current, { userId, others, eventIdOf: eventId, at });
  const isNews = after.revision !== current.revision;
  return { after, ...(isNews && { type: 'booking.changed', changed: ['conference'] }) };
};

/** What became of the event itself; of a copy, or one never written, there is nothing to say. */
const leaveEvent = async (
  deps: Deps,
  leaving: Leaving,
  { booking, entry }: Held,
): Promise<'removed' | 'kept' | 'couldNotRemove' | undefined> => {
  const isOurs = entry.role !== 'copy' && (entry.base !== undefined || entry.owed !== undefined);
  if (!isOurs) return undefined;
  if (leaving.choice === 'keep') return 'kept';
  await expectGone(deps, leaving, booking);
  return (await leaving.removeEvent(entry)) ? 'removed' : 'couldNotRemove';
};

const leaveBooking = async (deps: Deps, leaving: Leaving, held: Held): Promise<(keyof LeftBookings)[]> => {
  const event = await leaveEvent(deps, leaving, held);
  const after = await changeBooking(deps)(target(held.booking, leaving), (current) =>
    leave(deps, leaving, current),
  );
  const isCancelled = held.booking.status !== 'cancelled' && after?.status === 'cancelled';
  return ['bookings', ...(event ? [event] : []), ...(isCancelled ? (['cancelled'] as const) : [])];
};

/** Takes every booking off a calendar that is left. Each is done with, or as it was: so this may be begun again at any point. */
export const leaveBookings =
  (deps: Deps) =>
  async (leaving: Leaving): Promise<LeftBookings> => {
    const left = { ...NONE };
    for await (const held of bookingsOfConnection(deps.bookings, leaving.connection))
      for (const outcome of await leaveBooking(deps, leaving, held)) left[outcome] += 1;
    return left;
  };
