import type { DisconnectPreview } from '../../events/http/integrations.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { BookingsChoice } from '../../events/stored/run.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import { bookingsOfConnection, isHostOf } from './bookings-of-connection.ts';
import { holdingsOf } from './holdings-of.ts';

interface Deps {
  readonly bookings: Pick<Bookings, 'listHost' | 'leftBy'>;
  readonly clock: Clock;
}

const NONE = { events: 0, bookingsAffected: 0, bookingsLosingLink: 0 };

const isUpcoming = ({ status, end }: Booking, now: string): boolean => status === 'confirmed' && end > now;

const effectsOf = (
  booking: Booking,
  connection: Connection,
  { choice, now }: { choice: BookingsChoice; now: string },
): (keyof typeof NONE)[] => {
  const { without, found, makesLink } = holdingsOf(connection);
  const leaves = choice !== 'keep';
  const upcoming = isUpcoming(booking, now) && isHostOf(booking, connection);
  const isThere = found(booking, without(booking, connection.userId), connection) !== undefined;
  return [
    ...(leaves && isThere ? (['events'] as const) : []),
    ...(upcoming ? (['bookingsAffected'] as const) : []),
    ...(upcoming && leaves && makesLink(booking, connection) ? (['bookingsLosingLink'] as const) : []),
  ];
};

/** What a disconnect would do to bookings; changes nothing. */
export const previewDisconnect =
  ({ bookings, clock }: Deps) =>
  async (connection: Connection, choice: BookingsChoice): Promise<DisconnectPreview> => {
    const now = new Date(clock.now()).toISOString();
    const counts = { ...NONE };
    for await (const booking of bookingsOfConnection(bookings, connection))
      for (const effect of effectsOf(booking, connection, { choice, now })) counts[effect] += 1;
    return { platforms: connection.platforms, ...counts };
  };
