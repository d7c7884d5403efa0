import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { Booking } from '../../events/stored/booking.ts';
import { EventReference } from '../../events/stored/event-reference.ts';
import { monthsOf } from '../domain/months-of.ts';
import type { Bookings } from '../ports/bookings.ts';
import { readAgendas } from './bookings-agendas.ts';
import { commitToTable } from './bookings-commit.ts';
import { readIdempotency } from './bookings-idempotency.ts';
import { leftBy } from './bookings-left.ts';
import { listHost, listOrg } from './bookings-lists.ts';
import { keys } from './keys.ts';
import { readItems } from './read-items.ts';
import type { Table } from './table.ts';

const readBooking =
  ({ client, name }: Table): Bookings['read'] =>
  async (org, id) => {
    const { Item } = await client.send(
      new GetCommand({ TableName: name, Key: keys.booking(org, id), ConsistentRead: true }),
    );
    return Item && Booking.parse(Item);
  };

const readReferences =
  (table: Table): Bookings['references'] =>
  async (feedId, eventIds) => {
    const items = await readItems(
      table,
      [...new Set(eventIds)].map((eventId) => keys.reference(feedId, eventId)),
    );
    return items.map((item) => EventReference.parse(item));
  };

/** Bookings in the one table. */
export const dynamoBookings = (table: Table): Bookings => ({
  read: readBooking(table),
  commit: (change) => commitToTable(table, change),
  agendas: (org, userIds, start, end) =>
    readAgendas(
      table,
      [...new Set(userIds)].flatMap((userId) =>
        monthsOf(start, end).map((month) => ({ org, userId, month })),
      ),
    ),
  listOrg: listOrg(table),
  listHost: listHost(table),
  leftBy: leftBy(table),
  reference: async (feedId, eventId) => (await readReferences(table)(feedId, [eventId]))[0],
  references: readReferences(table),
  idempotency: (key) => readIdempotency(table, key),
});
