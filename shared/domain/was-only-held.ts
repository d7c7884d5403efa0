import type { Booking } from '../../events/stored/booking.ts';

/** Whether a slot was let go before it was a meeting: no calendar and no account has ever known of it. */
export const wasOnlyHeld = ({ status, hold, calendars, meetings }: Booking): boolean =>
  status === 'cancelled' &&
  hold !== undefined &&
  Object.keys(calendars).length === 0 &&
  Object.keys(meetings).length === 0;
