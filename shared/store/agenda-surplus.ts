import type { Agenda } from '../../events/stored/agenda.ts';
import { Booking } from '../../events/stored/booking.ts';
import { holdersOf } from '../domain/holders-of.ts';
import { keys } from './keys.ts';
import { readItems } from './read-items.ts';
import type { Table } from './table.ts';

/** Whoever books and cancels over and over must not fill what a host's month has room for: 300 entries take 34 KB of its 400. */
const MOST_CANCELLED = 300;
/** One batch to read, and an expression that is far below the 4 KB that one may have. */
const AT_ONCE = 100;

/**
 * The cancelled bookings of an agenda that it has no place for, the earliest first, some at a time. One whose event or meeting is not gone
 * yet stays: whoever leaves or reconnects the account finds it here. What is cancelled stays cancelled, so this is true whenever it is done.
 */
export const agendaSurplus = async (
  table: Table,
  { org, bookings }: Agenda,
  written: string,
): Promise<string[]> => {
  const cancelled = Object.entries(bookings)
    .filter(([id, { status }]) => status === 'cancelled' && id !== written)
    .toSorted(([, one], [, other]) => (one.start < other.start ? -1 : 1))
    .map(([id]) => id);
  const surplus = cancelled.slice(0, Math.max(0, cancelled.length - MOST_CANCELLED)).slice(0, AT_ONCE);
  const items = await readItems(
    table,
    surplus.map((id) => keys.booking(org, id)),
  );
  const held = new Set(
    items
      .map((item) => Booking.parse(item))
      .filter((booking) => holdersOf(booking).length > 0)
      .map(({ id }) => id),
  );
  return surplus.filter((id) => !held.has(id));
};
