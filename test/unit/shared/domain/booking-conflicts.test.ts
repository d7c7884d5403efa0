import { describe, expect, it } from 'vitest';
import { bookingConflicts } from '../../../../shared/domain/booking-conflicts.ts';
import { aBooking } from '../../../support/a-booking.ts';

describe('conflicts of a booking', () => {
  const at = (start: string, end: string, status: 'draft' | 'confirmed' | 'cancelled' = 'confirmed') => ({
    start: `2027-01-05T${start}:00.000Z`,
    end: `2027-01-05T${end}:00.000Z`,
    status,
  });
  const agenda = (userId: string, month: string, bookings: Record<string, ReturnType<typeof at>>) => ({
    v: 1 as const,
    org: 'acme',
    userId,
    month,
    version: 1,
    bookings,
  });

  it('are the other live bookings of its hosts that overlap it, each once, and not those that only touch', () => {
    const bookings = {
      bkg_1: at('10:00', '11:00'),
      before: at('09:00', '10:00'),
      inside: at('10:15', '10:30', 'draft'),
      gone: at('10:15', '10:30', 'cancelled'),
      after: at('11:00', '12:00'),
    };
    const agendas = [
      agenda('ben', '2027-01', bookings),
      agenda('ben', '2027-02', { inside: bookings.inside }),
      agenda('chloe', '2027-01', { other: at('10:00', '11:00') }),
    ];
    const { start, end } = bookings.inside;
    expect(bookingConflicts(aBooking(), agendas)).toEqual([{ userId: 'ben', start, end }]);
  });
});
