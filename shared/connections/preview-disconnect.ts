import type { DisconnectPreview } from '../../events/http/integrations.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { BookingsChoice } from '../../events/stored/run.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import { bookingsOfConnection, type Held, isHostOf } from './bookings-of-connection.ts';

interface Deps {
  readonly bookings: Pick<Bookings, 'listHost' | 'leftBy'>;
  readonly clock: Clock;
}

const NONE = { events: 0, bookingsAffected: 0, bookingsLosingLink: 0 };

const isUpcoming = ({ status, end }: Booking, now: string): boolean => status === 'confirmed' && end > now;

const makesLink = ({ booking, entry }: Held): boolean =>
  entry.role === 'organizer' && booking.location?.kind === 'google_meet';

/** Our own event lies there; a copy is the organizer's. */
const isOurs = ({ entry }: Held): boolean => entry.role !== 'copy' && entry.base?.exists === true;

const effectsOf = (
  held: Held,
  connection: Connection,
  { choice, now }: { choice: BookingsChoice; now: string },
): (keyof typeof NONE)[] => {
  const leaves = choice !== 'keep';
  const upcoming = isUpcoming(held.booking, now) && isHostOf(held.booking, connection);
  return [
    ...(leaves && isOurs(held) ? (['events'] as const) : []),
    ...(upcoming ? (['bookingsAffected'] as const) : []),
    ...(upcoming && leaves && makesLink(held) ? (['bookingsLosingLink'] as const) : []),
  ];
};

/** What a disconnect would do to bookings; changes nothing. */
export const previewDisconnect =
  ({ bookings, clock }: Deps) =>
  async (connection: Connection, choice: BookingsChoice): Promise<DisconnectPreview> => {
    const now = new Date(clock.now()).toISOString();
    const counts = { ...NONE };
    for await (const held of bookingsOfConnection(bookings, connection))
      for (const effect of effectsOf(held, connection, { choice, now })) counts[effect] += 1;
    return { platforms: connection.platforms, ...counts };
  };
