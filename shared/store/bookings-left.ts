import * as z from 'zod';
import { Booking } from '../../events/stored/booking.ts';
import { holdersOf } from '../domain/holders-of.ts';
import type { Bookings } from '../ports/bookings.ts';
import { keys } from './keys.ts';
import { readItems } from './read-items.ts';
import { readUnder } from './read-under.ts';
import type { Table } from './table.ts';
import type { Action } from './transact.ts';

const Left = z.object({ bookingId: z.string() });

/** Hosts who were taken off, and whose event or meeting is not gone yet. */
const leavingOf = (booking: Booking | undefined): string[] => {
  if (booking === undefined) return [];
  const isHost = (userId: string): boolean => booking.hosts.some((host) => host.userId === userId);
  return [...new Set(holdersOf(booking))].filter((userId) => !isHost(userId));
};

/** `LEFT#booking` under each host who was taken off: no agenda of theirs names the booking any more, but their calendar or conference account holds it still. */
export const leftActions = ({ name }: Table, before: Booking | undefined, after: Booking): Action[] => {
  const { org, id: bookingId } = after;
  const held = leavingOf(before);
  const wanted = leavingOf(after);
  const puts = wanted
    .filter((userId) => !held.includes(userId))
    .map(
      (userId): Action => ({
        Put: { TableName: name, Item: { ...keys.left(org, userId, bookingId), v: 1, bookingId } },
      }),
    );
  const removals = held
    .filter((userId) => !wanted.includes(userId))
    .map((userId): Action => ({ Delete: { TableName: name, Key: keys.left(org, userId, bookingId) } }));
  return [...puts, ...removals];
};

export const leftBy =
  (table: Table): Bookings['leftBy'] =>
  async (org, userId) => {
    const left = await readUnder(table, keys.left(org, userId, ''), Left);
    const items = await readItems(
      table,
      left.map(({ bookingId }) => keys.booking(org, bookingId)),
    );
    return items.map((item) => Booking.parse(item));
  };
