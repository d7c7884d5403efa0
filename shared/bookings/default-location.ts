import type { BookingPost } from '../../events/http/booking-body.ts';
import type { Location } from '../../events/stored/booking.ts';
import { HubError } from '../errors.ts';
import type { AvailabilitySchedules } from '../ports/availability-schedules.ts';

/** Where a new booking takes place: as it says, else where its first host is met by default. Throws `invalid_request` where nobody says. */
export const defaultLocation =
  ({ schedules }: { readonly schedules: Pick<AvailabilitySchedules, 'read'> }) =>
  async (org: string, { location, hosts: [first] }: BookingPost): Promise<Location> => {
    if (location) return location;
    const schedule = first === undefined ? undefined : await schedules.read(org, first);
    if (schedule?.location) return schedule.location;
    throw new HubError('invalid_request', {
      detail: 'The body is not valid: see errors.',
      errors: [
        {
          field: 'location',
          message:
            'must be given, as the first host has no default in their availability: {"kind": "in_person"} says no more than that they meet',
        },
      ],
    });
  };
