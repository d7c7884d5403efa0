import type { Booking } from '../../events/stored/booking.ts';
import type { EventReference } from '../../events/stored/event-reference.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { importedBusy } from '../bookings/imported-busy.ts';
import { announceConflicts } from './announce-conflicts.ts';
import type { SyncDeps } from './sync-deps.ts';

type Deps = Pick<SyncDeps, 'bookings' | 'feeds' | 'queues' | 'clock'> & {
  readonly connections: Pick<SyncDeps['connections'], 'ofUsers'>;
};

const isHostedBy = ({ status, hosts }: Booking, userId: string): boolean =>
  status !== 'cancelled' && hosts.some((host) => host.userId === userId);

/** Whether something lies at its time, in any calendar of this host, that it does not show. */
const missesAny = async (
  { connections, feeds }: Deps,
  { org, userId }: Feed,
  booking: Booking,
): Promise<boolean> => {
  const { busy } = await importedBusy({ feeds })(await connections.ofUsers(org, [userId]), booking);
  const shown = booking.conflicts.filter((one) => one.userId === userId);
  return busy.some(({ start, end }) => !shown.some((one) => one.start <= start && end <= one.end));
};

/**
 * Whoever books while a calendar is being read may see what was known before, and is not seen by who reads it. The event of the booking
 * comes by here later: by then it sees what was written before, and whoever writes after it sees the booking.
 */
export const meetOwnEvents =
  (deps: Deps) =>
  async (feed: Feed, references: readonly EventReference[], trace: string): Promise<void> => {
    if (!feed.imports) return;
    for (const bookingId of new Set(references.map((reference) => reference.bookingId))) {
      const booking = await deps.bookings.read(feed.org, bookingId);
      if (booking && isHostedBy(booking, feed.userId) && (await missesAny(deps, feed, booking)))
        await announceConflicts(deps)({ feed, spans: [booking], trace });
    }
  };
