import type { Booking } from '../../events/stored/booking.ts';
import type { QueuedWork } from '../../events/stored/due.ts';

/** Asks for what has to follow from hosts who have declined. */
export const declineMessage = ({ org, id: bookingId }: Booking, trace: string): QueuedWork => ({
  queue: 'provision',
  body: { v: 1, kind: 'declined', org, bookingId, trace },
});
