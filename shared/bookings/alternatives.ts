import type { Booking } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import { bookingConflicts } from '../domain/booking-conflicts.ts';
import type { Interval } from '../domain/busy-time.ts';
import { freeStarts } from '../domain/free-starts.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import type { Feeds } from '../ports/feeds.ts';
import { importedBusy } from './imported-busy.ts';

const WITHIN_MS = 7 * 24 * 3600 * 1000;
const COUNT = 3;

/** The next times within 7 days at which all hosts are free, as far as bookings and imported time tell. */
export const alternatives =
  (deps: { readonly bookings: Bookings; readonly feeds: Feeds; readonly clock: Clock }) =>
  async (
    booking: Pick<Booking, 'id' | 'org' | 'start' | 'end' | 'hosts'>,
    connections: readonly Connection[],
  ): Promise<Interval[]> => {
    const lengthMs = Date.parse(booking.end) - Date.parse(booking.start);
    const from = Math.max(Date.parse(booking.start), deps.clock.now());
    const until = Date.parse(booking.start) + WITHIN_MS;
    const window = { start: booking.start, end: new Date(until + lengthMs).toISOString() };
    const hosts = booking.hosts.map(({ userId }) => userId);
    const [agendas, imported] = await Promise.all([
      deps.bookings.agendas(booking.org, hosts, window.start, window.end),
      importedBusy(deps)(connections, window),
    ]);
    const busy = [...bookingConflicts({ ...booking, ...window }, agendas), ...imported.busy];
    return freeStarts(busy, { from, until, lengthMs, count: COUNT });
  };
