import { durationSeconds } from '../../events/http/duration-field.ts';
import type { Booking } from '../../events/stored/booking.ts';

/** Until when guests may cancel or move, as epoch milliseconds: so long before the start as was agreed when it was booked, else until it begins. */
export const guestDeadline = (
  { start, guestPolicy }: Pick<Booking, 'start' | 'guestPolicy'>,
  term: 'cancelUntil' | 'rescheduleUntil',
): number => Date.parse(start) - (durationSeconds(guestPolicy?.[term] ?? 'PT0S') ?? 0) * 1000;
