import { describe, expect, it } from 'vitest';
import type { Booking } from '../../../../events/stored/booking.ts';
import { applyPatch, type Edit } from '../../../../shared/bookings/apply-patch.ts';
import { transitionBooking } from '../../../../shared/domain/transition-booking.ts';
import { AT, aBooking } from '../../../support/a-booking.ts';

/** The booking as a change of it is committed. */
const patched = (current: Booking, patch: Edit): Booking => {
  const { hosts, guests } = current;
  return transitionBooking(current, applyPatch(current, patch, { hosts, guests }).booking, { at: AT });
};

describe('a patch', () => {
  it('ends a hold where it confirms the booking, and no other does', () => {
    const held = aBooking({ status: 'draft', hold: { until: '2027-01-04T09:15:00.000Z' } });
    expect(patched(held, { title: 'Other' }).hold).toEqual(held.hold);
    expect(patched(held, { status: 'confirmed' }).hold).toBeUndefined();
  });

  it('forgets which guest brought a meeting to its time once somebody else has moved it', () => {
    const start = '2027-01-05T10:00:00.000Z';
    const current = aBooking({ start, moved: { start, by: 'gst_1' } });
    const later = { start: '2027-01-06T10:00:00.000Z', end: '2027-01-06T11:00:00.000Z' };
    expect(patched(current, { title: 'Other' }).moved).toEqual(current.moved);
    expect(patched(current, later).moved).toBeUndefined();
    const moved = { start: later.start, by: 'gst_2' };
    expect(patched(current, { ...later, moved }).moved).toEqual(moved);
  });
});
