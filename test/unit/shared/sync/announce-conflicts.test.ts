import { describe, expect, it } from 'vitest';
import type { Agenda } from '../../../../events/stored/agenda.ts';
import type { QueuedWork } from '../../../../events/stored/due.ts';
import { announceConflicts } from '../../../../shared/sync/announce-conflicts.ts';
import { AT, aBooking } from '../../../support/a-booking.ts';
import { aFeed } from '../../../support/a-feed.ts';
import { memoryBookings } from '../../../support/memory-bookings.ts';

const hour = (at: number) => `2027-01-05T${String(at).padStart(2, '0')}:00:00.000Z`;
const span = (from: number, to: number) => ({ start: hour(from), end: hour(to) });
const entry = (from: number, to: number, status: 'confirmed' | 'cancelled' = 'confirmed') => ({
  ...span(from, to),
  status,
});
const agenda: Agenda = {
  ...{ v: 1, org: 'acme', userId: 'ben', month: '2027-01', version: 1 },
  bookings: {
    early: entry(8, 9),
    noon: entry(12, 13),
    gone: entry(15, 16, 'cancelled'),
    late: entry(18, 19),
  },
};

/** What is asked for, and over which time bookings were looked up. */
const announced = async (...spans: { start: string; end: string }[]) => {
  const sent: QueuedWork[] = [];
  const looked: string[] = [];
  await announceConflicts({
    bookings: {
      ...memoryBookings(aBooking()),
      agendas: async (_, __, start, end) => {
        looked.push(`${start} ${end}`);
        return [agenda];
      },
    },
    queues: {
      send: async (messages) => {
        sent.push(...messages);
      },
    },
    clock: { now: () => Date.parse(AT) },
  })({ feed: aFeed(), spans, trace: 't' });
  return { bodies: sent.map(({ body }) => body), looked };
};

describe('time that changes in a calendar', () => {
  it('has the bookings judged that it touches, in the feed’s own order, and all by one message', async () => {
    const { bodies } = await announced(span(10, 11), span(12, 14), span(18, 20));
    const { id: group } = aFeed();
    expect(bodies).toEqual([
      {
        v: 1,
        kind: 'conflicts',
        group,
        org: 'acme',
        userId: 'ben',
        from: hour(12),
        to: hour(19),
        trace: 't',
      },
    ]);
  });

  it.each([
    ['lies between them', [span(9, 12)]],
    ['touches only one that is cancelled', [span(15, 16)]],
    ['is none', []],
  ])('asks for nothing where it %s', async (_, spans) => {
    expect((await announced(...spans)).bodies).toEqual([]);
  });

  it('is not even looked up where it is over', async () => {
    const past = { start: '2027-01-04T07:00:00.000Z', end: '2027-01-04T08:00:00.000Z' };
    expect(await announced(past)).toEqual({ bodies: [], looked: [] });
  });
});
