import type { Booking } from '../../events/stored/booking.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';

const PAGE = 100;
/** Later than any booking can be. */
const EVER = '2200-01-01T00:00:00.000Z';

/** Every booking of this host that has not ended, whatever its status. */
export const upcomingBookings = ({
  bookings,
  clock,
}: {
  readonly bookings: Pick<Bookings, 'listHost'>;
  readonly clock: Clock;
}) =>
  async function* listed(org: string, userId: string): AsyncGenerator<Booking> {
    const from = new Date(clock.now()).toISOString();
    let cursor: string | undefined;
    do {
      const page = await bookings.listHost({
        ...{ org, userId, from, to: EVER, limit: PAGE },
        ...(cursor !== undefined && { cursor }),
      });
      yield* page.items;
      cursor = page.next;
    } while (cursor !== undefined);
  };
