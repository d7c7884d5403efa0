import type { Agenda } from '../../events/stored/agenda.ts';
import type { Booking } from '../../events/stored/booking.ts';

export type Conflict = Booking['conflicts'][number];

/** The hosts' other live bookings that overlap this one, each once (an agenda of every month tells of it), by start. */
export const bookingConflicts = (
  booking: Pick<Booking, 'id' | 'start' | 'end' | 'hosts'>,
  agendas: readonly Agenda[],
): Conflict[] => {
  const hosts = new Set(booking.hosts.map(({ userId }) => userId));
  const found = new Map<string, Conflict>();
  for (const { userId, bookings } of agendas.filter((agenda) => hosts.has(agenda.userId)))
    for (const [id, { start, end, status }] of Object.entries(bookings))
      if (id !== booking.id && status !== 'cancelled' && start < booking.end && booking.start < end)
        found.set(`${userId} ${id}`, { userId, start, end });
  return [...found.values()].sort((a, b) => a.start.localeCompare(b.start));
};
