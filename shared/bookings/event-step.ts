import type { Booking, CalendarEntry } from '../../events/stored/booking.ts';
import type { Wanted } from '../domain/wanted-event.ts';

/** One write at a provider: what the booking was when it was planned, and what the event shall be. */
export interface EventStep {
  readonly booking: Booking;
  readonly entry: CalendarEntry;
  readonly userId: string;
  readonly wanted: Wanted;
  readonly trace: string;
}
