import type { BookingDeps } from '../../shared/bookings/create-booking.ts';
import type { Notices } from '../../shared/ports/notices.ts';

/** What the routes of this function work with. */
export interface Deps extends BookingDeps {
  readonly notices: Notices;
}
