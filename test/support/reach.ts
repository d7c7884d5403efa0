import { z } from 'zod';
import type { Booking } from '../../events/stored/booking.ts';
import { Connection } from '../../events/stored/connection.ts';
import type { TableNow } from './stored-items.ts';

const Receipt = z
  .object({ notRemoved: z.array(z.string()).default([]), accessLost: z.boolean().default(false) })
  .catch({ notRemoved: [], accessLost: false });

/** Calendars that the hub can see and write now, and events that it may have left behind with good reason. */
export interface Reach {
  readonly connections: readonly Connection[];
  /** Ids of connections. */
  readonly connected: ReadonlySet<string>;
  /** Addresses of accounts whose access is lost: what lies there can neither be seen nor removed. */
  readonly lost: ReadonlySet<string>;
  /** Ids of bookings whose event a disconnect has said it could not remove. */
  readonly leftBehind: ReadonlySet<string>;
  /** Users whose access ended while they were leaving: what was just being made there could not be looked for. */
  readonly cutOff: readonly string[];
  /** Ids of events that their owners took back after we had removed them. */
  readonly takenBack: ReadonlySet<string>;
}

/** What an account's state, receipts and bookings say that the hub could not do. */
export const reachOf = (table: TableNow, bookings: readonly Booking[]): Reach => {
  const connections = table('USER#')
    .filter(({ sk }) => String(sk).startsWith('CONNECTION#'))
    .map((item) => Connection.parse(item));
  const isConnected = ({ state }: Connection): boolean => state === 'connected';
  const receipts = table('RUN#').map(({ result, userId }) => ({
    ...Receipt.parse(result),
    userId: String(userId),
  }));
  return {
    connections,
    connected: new Set(connections.filter(isConnected).map(({ id }) => id)),
    lost: new Set(connections.filter((one) => !isConnected(one)).map(({ accountLabel }) => accountLabel)),
    leftBehind: new Set(receipts.flatMap(({ notRemoved }) => notRemoved)),
    cutOff: receipts.filter(({ accessLost }) => accessLost).map(({ userId }) => userId),
    takenBack: new Set(bookings.flatMap(({ takenBack = [] }) => takenBack)),
  };
};
