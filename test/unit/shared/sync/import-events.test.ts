import { expect, it } from 'vitest';
import type { Agenda } from '../../../../events/stored/agenda.ts';
import type { QueuedWork } from '../../../../events/stored/due.ts';
import { importEvents } from '../../../../shared/sync/import-events.ts';
import { AT, aBooking } from '../../../support/a-booking.ts';
import { aFeed } from '../../../support/a-feed.ts';
import { memoryBookings } from '../../../support/memory-bookings.ts';
import { memoryFeeds } from '../../../support/memory-feeds.ts';

const lunch = { start: '2027-01-05T12:00:00.000Z', end: '2027-01-05T13:00:00.000Z' };
const event = {
  ...{ id: 'e1', exists: true, busy: true, isPrivate: false, title: 'Lunch', attendees: [] },
  ...lunch,
};

/** Ben's calendar tells of a lunch; `committed` is what others book for him just before his rows are written. */
const imported = async (known: Agenda['bookings'], committed: Agenda['bookings']) => {
  const sent: QueuedWork[] = [];
  const feed = aFeed({ generation: 'g1' });
  const feeds = memoryFeeds(feed);
  let bookings = known;
  await importEvents({
    feeds: {
      ...feeds,
      putEvents: (rows) => {
        bookings = { ...bookings, ...committed };
        return feeds.putEvents(rows);
      },
    },
    bookings: {
      ...memoryBookings(aBooking()),
      agendas: async () => [
        { ...{ v: 1, org: 'acme', userId: 'ben', month: '2027-01', version: 1 }, bookings },
      ],
    },
    queues: {
      send: async (messages) => {
        sent.push(...messages);
      },
    },
    clock: { now: () => Date.parse(AT) },
  })(
    {
      feed,
      generation: 'g1',
      window: { from: AT, to: '2028-01-04T09:00:00.000Z' },
      zone: 'UTC',
      trace: 't',
    },
    [event],
  );
  return sent.map(({ body }) => body);
};

const confirmed = { ...lunch, status: 'confirmed' as const };
const judged = expect.objectContaining({ kind: 'conflicts', from: lunch.start, to: lunch.end });

it('time that is taken by a calendar has the bookings judged that were there before', async () => {
  expect(await imported({ bkg_1: confirmed }, {})).toEqual([judged]);
});

it('whoever booked while the rows were written is judged too, though neither could see the other', async () => {
  expect(await imported({}, { bkg_1: confirmed })).toEqual([judged]);
  expect(await imported({ bkg_1: confirmed }, { bkg_2: confirmed })).toEqual([judged, judged]);
});

it('asks for nothing where nobody has booked', async () => {
  expect(await imported({}, {})).toEqual([]);
});
