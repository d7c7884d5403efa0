import { describe, expect, it } from 'vitest';
import example from '../../../../events/stored/connection.example.json' with { type: 'json' };
import { Connection } from '../../../../events/stored/connection.ts';
import type { QueuedWork } from '../../../../events/stored/due.ts';
import { parkEntry } from '../../../../shared/bookings/park-entry.ts';
import { randomIds } from '../../../../shared/ids.ts';
import { AT, aBooking, anEntry } from '../../../support/a-booking.ts';
import { memoryBookings } from '../../../support/memory-bookings.ts';

const WORK = {
  v: 1,
  kind: 'booking',
  org: 'acme',
  bookingId: 'bkg_1',
  userId: 'ben',
  connectionId: 'con_ben',
  trace: 't',
} as const;

/** Ben's calendar is owed revision 2, and his connection is found so after the entry was parked. */
const park = async (state: Connection['state']) => {
  const entry = anEntry({ state: 'pending', owed: 2, attempts: 3, notBefore: AT });
  const bookings = memoryBookings(aBooking({ calendars: { ben: entry } }));
  const sent: QueuedWork[] = [];
  const deps = {
    bookings,
    connections: { read: async () => Connection.parse({ ...example, state }) },
    queues: {
      send: async (messages: readonly QueuedWork[]) => {
        sent.push(...messages);
      },
    },
    clock: { now: () => Date.parse(AT) },
    ids: randomIds,
  };
  await parkEntry(deps)(WORK, 'needs_reauth');
  return { entry: bookings.present().calendars.ben, sent };
};

describe('parking what a calendar is owed', () => {
  it('keeps it until the reconnect', async () => {
    expect(await park('needs_reauth')).toEqual({
      entry: anEntry({ state: 'parked', owed: 2, reason: 'needs_reauth' }),
      sent: [],
    });
  });

  it('puts it back at once where the reconnect was faster, and had found nothing parked', async () => {
    expect(await park('connected')).toEqual({
      entry: anEntry({ state: 'pending', owed: 2 }),
      sent: [{ queue: 'provision', body: WORK }],
    });
  });
});
