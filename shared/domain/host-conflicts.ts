import type { Agenda } from '../../events/stored/agenda.ts';
import type { Booking } from '../../events/stored/booking.ts';
import { bookingConflicts, type Conflict } from './booking-conflicts.ts';
import type { Interval } from './busy-time.ts';
import { isHoldId } from './hold-id.ts';
import { mergeConflicts } from './merge-conflicts.ts';

/** What fills the time of one host. */
export interface HostTime {
  readonly userId: string;
  /** Of every month that the booking touches. */
  readonly agendas: readonly Agenda[];
  /** Foreign time in their calendars, as far as it is known. */
  readonly busy: readonly Interval[];
}

/** What only holds the next time of a meeting is no meeting: it is there for moments, and nobody would judge anew when it goes. */
const withoutHolds = (agendas: readonly Agenda[]): Agenda[] =>
  agendas.map((agenda) => ({
    ...agenda,
    bookings: Object.fromEntries(Object.entries(agenda.bookings).filter(([id]) => !isHoldId(id))),
  }));

/** The conflicts of a booking with those of one host judged anew; whoever does not host it has none. */
export const hostConflicts = (
  booking: Pick<Booking, 'id' | 'start' | 'end' | 'hosts' | 'conflicts'>,
  { userId, agendas, busy }: HostTime,
): Conflict[] => {
  const hosts = booking.hosts.filter((host) => host.userId === userId);
  const foreign = busy.filter(({ start, end }) => start < booking.end && booking.start < end);
  return mergeConflicts([
    ...booking.conflicts.filter((conflict) => conflict.userId !== userId),
    ...bookingConflicts({ ...booking, hosts }, withoutHolds(agendas)),
    ...hosts.flatMap(() => foreign.map(({ start, end }) => ({ userId, start, end }))),
  ]);
};
