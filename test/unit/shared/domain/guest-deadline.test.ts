import { expect, it } from 'vitest';
import { bookerOf } from '../../../../shared/domain/booker-of.ts';
import { guestDeadline } from '../../../../shared/domain/guest-deadline.ts';
import { aBooking } from '../../../support/a-booking.ts';

it('ends so long before the start as was agreed, else at the start', () => {
  const agreed = aBooking({ guestPolicy: { cancelUntil: 'PT2H', rescheduleUntil: 'P1D' } });
  const iso = (ms: number) => new Date(ms).toISOString();
  expect(iso(guestDeadline(agreed, 'cancelUntil'))).toBe('2027-01-05T08:00:00.000Z');
  expect(iso(guestDeadline(agreed, 'rescheduleUntil'))).toBe('2027-01-04T10:00:00.000Z');
  expect(iso(guestDeadline(aBooking(), 'cancelUntil'))).toBe('2027-01-05T10:00:00.000Z');
});

it('is whoever booked who acts for all, or the first guest where they take part no more', () => {
  const guests = ['gst_1', 'gst_2'].map((id) => ({
    id,
    email: `${id}@guest.example`,
    name: id,
    rsvp: 'needs_action' as const,
    attendee: false,
  }));
  expect(bookerOf({ guests, bookedBy: 'gst_2' })?.id).toBe('gst_2');
  expect(bookerOf({ guests, bookedBy: 'gst_9' })?.id).toBe('gst_1');
  expect(bookerOf({ guests })?.id).toBe('gst_1');
  expect(bookerOf({ guests: [] })).toBeUndefined();
});
