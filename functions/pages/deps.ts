import type { BookingDeps } from '../../shared/bookings/create-booking.ts';
import type { Attempts } from '../../shared/ports/attempts.ts';
import type { AvailabilitySchedules } from '../../shared/ports/availability-schedules.ts';
import type { CalendarFiles } from '../../shared/ports/calendar-files.ts';
import type { Log } from '../../shared/ports/log.ts';
import type { Notices } from '../../shared/ports/notices.ts';

/** What the guest pages need. */
export interface Deps extends Omit<BookingDeps, 'schedules'> {
  readonly schedules: Pick<AvailabilitySchedules, 'read' | 'readMany'>;
  readonly notices: Pick<Notices, 'link' | 'ofBooking'>;
  readonly attempts: Attempts;
  readonly calendarFiles: CalendarFiles;
  readonly log: Log;
}
