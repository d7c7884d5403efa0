import type { BookingDeps } from '../bookings/create-booking.ts';
import type { AvailabilitySchedules } from '../ports/availability-schedules.ts';
import type { EventTypes } from '../ports/event-types.ts';
import type { HostSharesStore } from '../ports/host-shares.ts';

/** What booking an event type works with. */
export interface SchedulingDeps extends Omit<BookingDeps, 'schedules'> {
  readonly eventTypes: Pick<EventTypes, 'find'>;
  readonly schedules: Pick<AvailabilitySchedules, 'read' | 'readMany'>;
  readonly shares: HostSharesStore;
}
