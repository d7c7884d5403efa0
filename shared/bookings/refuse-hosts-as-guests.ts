import type { Booking } from '../../events/stored/booking.ts';
import { HubError } from '../errors.ts';
import { type AddressDeps, hostAddresses } from './host-addresses.ts';

/** Whoever is host and guest at once would hold two places in one event and get every mail twice. Throws `invalid_request` naming each. */
export const refuseHostsAsGuests =
  (deps: AddressDeps) =>
  async ({ org, hosts, guests }: Pick<Booking, 'org' | 'hosts' | 'guests'>): Promise<void> => {
    if (guests.length === 0) return;
    const { owners } = await hostAddresses(deps)(
      org,
      hosts.map(({ userId }) => userId),
    );
    const errors = guests.flatMap(({ email }, index) =>
      owners.has(email.toLowerCase())
        ? [{ field: `guests.${index}.email`, message: 'is the address of a host: leave this guest out' }]
        : [],
    );
    if (errors.length > 0)
      throw new HubError('invalid_request', { detail: 'The guests are not valid: see errors.', errors });
  };
