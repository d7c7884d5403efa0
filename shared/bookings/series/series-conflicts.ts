import type { Agenda } from '../../../events/stored/agenda.ts';
import type { Booking } from '../../../events/stored/booking.ts';
import { bookingConflicts, type Conflict } from '../../domain/booking-conflicts.ts';
import type { Interval } from '../../domain/busy-time.ts';

interface Judged {
  readonly hosts: Booking['hosts'];
  readonly agendas: readonly Agenda[];
  /** Foreign busy time of the hosts. */
  readonly busy: readonly Conflict[];
  /** Entries that do not count: meetings of the series that move themselves. */
  readonly own: ReadonlySet<string>;
}

const without = (agendas: readonly Agenda[], own: ReadonlySet<string>): Agenda[] =>
  agendas.map((agenda) => ({
    ...agenda,
    bookings: Object.fromEntries(Object.entries(agenda.bookings).filter(([id]) => !own.has(id))),
  }));

/** Each of these times with what of its hosts' time it overlaps, the free ones too. */
export const seriesConflicts = <T extends Interval>(
  times: readonly T[],
  { hosts, agendas, busy, own }: Judged,
): { time: T; conflicts: Conflict[] }[] => {
  const others = without(agendas, own);
  return times.map((time) => ({
    time,
    conflicts: [
      ...bookingConflicts({ id: '', hosts, start: time.start, end: time.end }, others),
      ...busy.filter(({ start, end }) => start < time.end && time.start < end),
    ],
  }));
};
