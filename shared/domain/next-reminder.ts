import type { Booking } from '../../events/stored/booking.ts';
import { reminderTimes } from './reminder-times.ts';

/** When (UTC) people are to be reminded of a booking next; in the past where nobody has seen to it yet, undefined = never again. */
export const nextReminder = (booking: Booking): string | undefined => {
  if (booking.status !== 'confirmed') return undefined;
  const seen = booking.remindersUntil ?? booking.createdAt;
  return reminderTimes(booking).find(({ at }) => at > seen)?.at;
};
