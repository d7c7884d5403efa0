import type { HostShares } from '../../events/stored/host-shares.ts';

/** How often the hosts of round robins were given a meeting; written with the booking (`BookingCommit.shares`). */
export interface HostSharesStore {
  /** Undefined before the first meeting. Consistent. */
  read(eventTypeId: string): Promise<HostShares | undefined>;
}
