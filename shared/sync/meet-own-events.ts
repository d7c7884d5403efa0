import type { Booking } from '../../events/stored/booking.ts';
import type { EventReference } from '../../events/stored/event-reference.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { announceConflicts } from './announce-conflicts.ts';
import type { SyncDeps } from './sync-deps.ts';

type Deps = Pick<SyncDeps, 'bookings' | 'feeds' | 'queues' | 'clock'>;

const isHostedBy = ({ status, hosts }: Booking, userId: string): boolean =>
  status !== 'cancelled' && hosts.some((host) => host.userId === userId);

/** Whether something lies at its time that it does not show. */
const missesAny = async (
  { feeds }: Deps,
  feed: Feed,
  { start, end, conflicts }: Booking,
): Promise<boolean> => {
  if (feed.generation === undefined) return false;
  const rows = await feeds.events(feed.id, feed.generation, start, end);
  return rows.some(
    (row) =>
      row.busy &&
      !conflicts.some((one) => one.userId === feed.userId && one.start === row.start && one.end === row.end),
  );
};

/**
 * Whoever books while the calendar is being read may see what was known before, and is not seen by who reads it. The event of the booking
 * comes by here later: by then each can be seen by the other.
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
