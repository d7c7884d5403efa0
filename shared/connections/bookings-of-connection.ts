import type { Booking } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { Bookings } from '../ports/bookings.ts';
import { holdingsOf } from './holdings-of.ts';

const PAGE = 100;
/** Wider than any booking can be: they are made at most 400 days ahead and last at most 31. */
const EVER = { from: '2000-01-01T00:00:00.000Z', to: '2200-01-01T00:00:00.000Z' } as const;

/** What is needed of a connection to know which bookings have something there. */
export type Account = Pick<Connection, 'org' | 'userId' | 'id' | 'provider'>;

const heldIn = (found: readonly Booking[], connection: Account): Booking[] =>
  found.filter((booking) => holdingsOf(connection).holds(booking, connection));

/** Taken off, they have no more say in it: their account only still holds it. */
export const isHostOf = ({ hosts }: Booking, { userId }: Pick<Connection, 'userId'>): boolean =>
  hosts.some((host) => host.userId === userId);

/** Every booking, past and upcoming, that has an event or a meeting in the account of this connection, also of one that its user was taken off. */
export async function* bookingsOfConnection(
  bookings: Pick<Bookings, 'listHost' | 'leftBy'>,
  connection: Account,
): AsyncGenerator<Booking> {
  const { org, userId } = connection;
  let cursor: string | undefined;
  do {
    const page = await bookings.listHost({
      org,
      userId,
      ...EVER,
      limit: PAGE,
      ...(cursor !== undefined && { cursor }),
    });
    yield* heldIn(page.items, connection);
    cursor = page.next;
  } while (cursor !== undefined);
  yield* heldIn(await bookings.leftBy(org, userId), connection);
}

/** Fewer than a function can remove at the slowest provider before its time is up, more or less. */
const BATCH = 25;
/** After the agendas of hosts: no cursor of theirs reads so. */
const LEFT = 'left';

/** A part of them, for whoever takes them off: of those who were taken off before only what is not done yet. */
export const heldPage = async (
  bookings: Pick<Bookings, 'listHost' | 'leftBy'>,
  connection: Account,
  cursor?: string,
): Promise<{ readonly held: readonly Booking[]; readonly next?: string }> => {
  const { org, userId } = connection;
  if (cursor === LEFT) {
    const held = heldIn(await bookings.leftBy(org, userId), connection);
    return { held: held.slice(0, BATCH), ...(held.length > BATCH && { next: LEFT }) };
  }
  const query = { org, userId, ...EVER, limit: BATCH, ...(cursor !== undefined && { cursor }) };
  const { items, next = LEFT } = await bookings.listHost(query);
  return { held: heldIn(items, connection), next };
};
