import type { Booking } from '../../events/stored/booking.ts';
import type { Bookings } from '../../shared/ports/bookings.ts';

/** One booking in memory, behind the part of the port that changing it needs; a lost race shows as on the table. */
export const memoryBookings = (first: Booking): Bookings & { present(): Booking } => {
  let stored = first;
  return {
    present: () => stored,
    read: (org, id) => Promise.resolve(org === stored.org && id === stored.id ? stored : undefined),
    commit: ({ before, after }) => {
      if (before?.version !== stored.version) return Promise.resolve({ outcome: 'stale' });
      stored = { ...after, version: stored.version + 1 };
      return Promise.resolve({ outcome: 'committed', booking: stored });
    },
    agendas: () => Promise.resolve([]),
    listOrg: () => Promise.resolve({ items: [stored], cursors: [stored.id] }),
    listHost: () => Promise.resolve({ items: [stored], cursors: [stored.id] }),
    leftBy: () => Promise.resolve([]),
    reference: () => Promise.resolve(undefined),
    references: () => Promise.resolve([]),
    idempotency: () => Promise.resolve(undefined),
  };
};
