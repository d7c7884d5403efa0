import type { Booking } from '../../events/stored/booking.ts';
import { nextReminder } from './next-reminder.ts';

/** Whether a reminder was due by a UTC instant and nobody has seen to it. */
export const owesReminder = (booking: Booking, now: string): boolean => {
  const next = nextReminder(booking);
  return next !== undefined && next <= now;
};

/** Whether somebody may have to be told of a booking, or reminded of it, at a UTC instant. */
export const owesMail = (booking: Booking, now: string): boolean =>
  booking.noticesOwed || owesReminder(booking, now);
