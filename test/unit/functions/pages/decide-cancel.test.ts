import { describe, expect, it } from 'vitest';
import { Guest } from '../../../../events/stored/booking.ts';
import { decideCancel } from '../../../../functions/pages/decide-cancel.ts';
import { aBooking } from '../../../support/a-booking.ts';

const guests = ['gst_1', 'gst_2'].map((id) =>
  Guest.parse({ id, email: `${id}@guest.example`, name: id, rsvp: 'needs_action' }),
);
const wish = { guestId: 'gst_1', reason: undefined, seen: undefined, at: '2027-01-04T09:00:00.000Z' };
const decided = (
  over: Parameters<typeof aBooking>[0],
  change: Partial<Record<keyof typeof wish, string>>,
) => {
  try {
    const { after, type } = decideCancel(aBooking({ guests, ...over }), { ...wish, ...change }) ?? {};
    return after === undefined
      ? 'nothing'
      : `${type} ${after.status} ${after.guests.map(({ rsvp }) => rsvp).join()}`;
  } catch (error) {
    return Object(error).code;
  }
};

describe('what it means that a guest cancels', () => {
  it.each([
    [
      'the meeting is cancelled by who booked',
      {},
      {},
      'booking.cancelled cancelled needs_action,needs_action',
    ],
    ['others decline', {}, { guestId: 'gst_2' }, 'booking.rsvp confirmed needs_action,declined'],
    [
      'whoever booked acts for all',
      { bookedBy: 'gst_2' },
      { guestId: 'gst_2' },
      'booking.cancelled cancelled needs_action,needs_action',
    ],
    [
      'a held time is let go',
      { status: 'draft', hold: { until: '2027-01-04T09:15:00.000Z' } },
      {},
      'booking.cancelled cancelled needs_action,needs_action',
    ],
    ['nothing, the second time', { status: 'cancelled' }, {}, 'nothing'],
    ['nothing, of somebody who is no guest', {}, { guestId: 'gst_9' }, 'nothing'],
    ['it is over', {}, { at: '2027-01-05T11:00:00.000Z' }, 'booking_over'],
    [
      'it is too late',
      { guestPolicy: { cancelUntil: 'PT2H' } },
      { at: '2027-01-05T08:00:00.001Z' },
      'too_late',
    ],
    [
      'it is never too late to decline',
      { guestPolicy: { cancelUntil: 'PT2H' } },
      { guestId: 'gst_2', at: '2027-01-05T09:59:00.000Z' },
      'booking.rsvp confirmed needs_action,declined',
    ],
    ['they saw another time', {}, { seen: '2027-01-05T12:00:00.000Z' }, 'stale'],
  ] as const)('%s', (_name, over, change, verdict) => {
    expect(decided(over, change)).toBe(verdict);
  });
});
