import { describe, expect, it } from 'vitest';
import { Guest } from '../../../../events/stored/booking.ts';
import { judgeMove } from '../../../../functions/pages/judge-move.ts';
import { aBooking } from '../../../support/a-booking.ts';

const guests = ['gst_1', 'gst_2'].map((id) =>
  Guest.parse({ id, email: `${id}@guest.example`, name: id, rsvp: 'needs_action' }),
);
const NOON = '2027-01-05T12:00:00.000Z';
type Wish = Parameters<typeof judgeMove>[1];
const wish: Wish = {
  guestId: 'gst_1',
  start: NOON,
  seen: undefined,
  now: Date.parse('2027-01-04T09:00:00Z'),
};
const judged = (over: Parameters<typeof aBooking>[0], change: Partial<Wish>) => {
  try {
    return judgeMove(aBooking({ guests, ...over }), { ...wish, ...change });
  } catch (error) {
    return Object(error).code;
  }
};

describe('whether a guest may move a meeting', () => {
  it.each([
    ['may', {}, {}, false],
    ['need not, as it is at that time', {}, { start: '2027-01-05T10:00:00.000Z' }, true],
    ['need not, though they saw another time', {}, { start: '2027-01-05T10:00:00.000Z', seen: NOON }, true],
    ['may not, as it is at another time than they saw', {}, { seen: NOON }, 'stale'],
    ['may not, as another guest booked', {}, { guestId: 'gst_2' }, 'forbidden'],
    ['may, as it was them who booked', { bookedBy: 'gst_2' }, { guestId: 'gst_2' }, false],
    ['may not, as it is cancelled', { status: 'cancelled' }, {}, 'booking_over'],
    ['may not, as it is a draft', { status: 'draft' }, {}, 'booking_over'],
    ['may not, as it is over', {}, { now: Date.parse('2027-01-05T11:00:00Z') }, 'booking_over'],
    ['may not, as it has begun', {}, { now: Date.parse('2027-01-05T10:00:01Z') }, 'too_late'],
    [
      'may at the last moment',
      { guestPolicy: { rescheduleUntil: 'P1D' } },
      { now: Date.parse('2027-01-04T10:00:00Z') },
      false,
    ],
    [
      'may not a moment later',
      { guestPolicy: { rescheduleUntil: 'P1D' } },
      { now: Date.parse('2027-01-04T10:00:01Z') },
      'too_late',
    ],
  ] as const)('%s', (_name, over, change, verdict) => {
    expect(judged(over, change)).toBe(verdict);
  });
});
