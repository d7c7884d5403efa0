import type { BookingPatch } from '../../../events/http/booking-body.ts';
import type { Booking } from '../../../events/stored/booking.ts';
import { HubError } from '../../errors.ts';
import { claimInCalendar } from '../claim-in-calendar.ts';
import { newGuests } from '../new-guests.ts';
import { refuseHostsAsGuests } from '../refuse-hosts-as-guests.ts';
import type { SeriesDeps } from './series-deps.ts';

const ONE_BY_ONE = ['hosts', 'zone', 'status', 'calendar', 'linkPer'] as const;

const refuseFields = (patch: BookingPatch): void => {
  const errors = ONE_BY_ONE.filter((field) => patch[field] !== undefined).map((field) => ({
    field,
    message: 'can be changed for one meeting at a time: leave it out, or the scope',
  }));
  if (errors.length > 0)
    throw new HubError('invalid_request', { detail: 'The body is not valid: see errors.', errors });
};

/** Throws what every meeting would refuse, before any is changed. */
export const judgeSeriesPatch =
  (deps: SeriesDeps) =>
  async (named: Booking, patch: BookingPatch, trace: string): Promise<void> => {
    refuseFields(patch);
    const { org, hosts } = named;
    const [connections, settings] = await Promise.all([
      deps.connections.ofUsers(
        org,
        hosts.map(({ userId }) => userId),
      ),
      deps.settings.read(org),
    ]);
    const { guestInvites } = settings;
    if (patch.guests) {
      const guests = newGuests(patch.guests, named.guests, { ids: deps.ids, guestInvites });
      await refuseHostsAsGuests(deps)({ ...named, guests });
    }
    if (patch.location) {
      const { location } = patch;
      const request = { calendar: undefined, connections, settings, trace };
      await claimInCalendar(deps)({ ...named, location }, request);
    }
  };
