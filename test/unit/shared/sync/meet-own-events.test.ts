import { expect, it } from 'vitest';
import type { Booking } from '../../../../events/stored/booking.ts';
import type { QueuedWork } from '../../../../events/stored/due.ts';
import type { EventReference } from '../../../../events/stored/event-reference.ts';
import { meetOwnEvents } from '../../../../shared/sync/meet-own-events.ts';
import { AT, aBooking } from '../../../support/a-booking.ts';
import { aConnection } from '../../../support/a-connection.ts';
import { aFeed } from '../../../support/a-feed.ts';
import { memoryBookings } from '../../../support/memory-bookings.ts';
import { memoryFeeds } from '../../../support/memory-feeds.ts';

const dentist = { start: '2027-01-05T10:30:00.000Z', end: '2027-01-05T12:00:00.000Z' };
const reference: EventReference = {
  ...{ v: 1, org: 'acme', bookingId: 'bkg_1', userId: 'ben' },
  ...{ feedId: 'feed-work', eventId: 'e1', role: 'organizer' },
};

/** Ben's booking comes by in his work calendar, while his other one has a dentist. */
const metIn = async (booking: Booking) => {
  const sent: QueuedWork[] = [];
  const feeds = memoryFeeds(aFeed({ id: 'feed-ben', generation: 'g1' }));
  await feeds.putEvents([{ v: 1, feedId: 'feed-ben', generation: 'g1', id: 'd', busy: true, ...dentist }]);
  const { id, start, end, status } = booking;
  await meetOwnEvents({
    feeds,
    bookings: {
      ...memoryBookings(booking),
      agendas: async () => [
        {
          ...{ v: 1, org: 'acme', userId: 'ben', month: '2027-01', version: 1 },
          bookings: { [id]: { start, end, status } },
        },
      ],
    },
    connections: { ofUsers: async () => [aConnection()] },
    queues: {
      send: async (messages) => {
        sent.push(...messages);
      },
    },
    clock: { now: () => Date.parse(AT) },
  })(aFeed({ id: 'feed-work', generation: 'g2' }), [reference], 't');
  return sent.map(({ body }) => body);
};

it('an event of ours that comes by has its booking judged where another calendar of the host is busy and it does not show', async () => {
  const { start, end } = aBooking();
  expect(await metIn(aBooking())).toEqual([
    expect.objectContaining({ kind: 'conflicts', group: 'feed-work', userId: 'ben', from: start, to: end }),
  ]);
});

it('asks for nothing where all that is known shows on the booking already, also as part of a longer time', async () => {
  const shown = { userId: 'ben', start: '2027-01-05T10:15:00.000Z', end: dentist.end };
  expect(await metIn(aBooking({ conflicts: [shown] }))).toEqual([]);
});
