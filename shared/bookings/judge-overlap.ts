import type { Agenda } from '../../events/stored/agenda.ts';
import type { Booking } from '../../events/stored/booking.ts';
import { bookingConflicts } from '../domain/booking-conflicts.ts';
import { mergeConflicts } from '../domain/merge-conflicts.ts';
import { HubError } from '../errors.ts';
import type { Bookings } from '../ports/bookings.ts';

interface Claim {
  readonly after: Booking;
  readonly overlap?: 'refuse' | 'take';
  /** Whose time is claimed; absent = that of every host. */
  readonly claimed?: readonly string[];
  readonly alsoBusy?: Booking['conflicts'];
  readonly judged?: readonly Agenda[];
}

interface Judged {
  /** With what it overlaps among its conflicts; those of hosts whose time is not claimed stay. */
  readonly after: Booking;
  /** The agendas that have to be as they were. */
  readonly judged: readonly Agenda[];
}

/** Judges a claim by the other bookings of its hosts. Throws `slot_taken` where an overlap is refused. */
export const judgeOverlap =
  ({ bookings }: { readonly bookings: Pick<Bookings, 'agendas'> }) =>
  async ({ after, overlap, alsoBusy = [], claimed, judged = [] }: Claim): Promise<Judged> => {
    if (overlap === undefined || after.status === 'cancelled') return { after, judged };
    const hosts = after.hosts.filter(({ userId }) => claimed?.includes(userId) ?? true);
    const users = hosts.map(({ userId }) => userId);
    const agendas = await bookings.agendas(after.org, users, after.start, after.end);
    const found = bookingConflicts({ ...after, hosts }, agendas);
    const kept = after.conflicts.filter(({ userId }) => !users.includes(userId));
    if (overlap === 'take')
      return { after: { ...after, conflicts: mergeConflicts([...kept, ...found, ...alsoBusy]) }, judged: [] };
    if (found.length > 0)
      throw new HubError('slot_taken', {
        detail: 'A host has another booking at this time: choose another one.',
      });
    return { after: { ...after, conflicts: kept }, judged: agendas };
  };
