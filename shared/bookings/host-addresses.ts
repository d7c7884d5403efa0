import type { Booking } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import { hostCalendar } from '../domain/host-calendar.ts';
import type { Connections } from '../ports/connections.ts';
import type { People } from '../ports/people.ts';

export interface AddressDeps {
  readonly people: Pick<People, 'readMany'>;
  readonly connections: Pick<Connections, 'ofUsers'>;
}

interface HostAddresses {
  /** Lower-case address, as the product or the provider knows it, to user id. */
  readonly owners: ReadonlyMap<string, string>;
  /** User id to the address of the account that holds, or would hold, their side of the booking, else to the product's. */
  readonly invited: ReadonlyMap<string, string>;
  /** All accounts of these hosts. */
  readonly accounts: readonly Connection[];
}

const accountAddress = ({ accountLabel, provider }: Connection): string | undefined =>
  provider === 'google' && accountLabel.includes('@') ? accountLabel : undefined;

/** Under which addresses the hosts of a booking go; of several accounts of one host, that of their side of it. */
export const hostAddresses =
  ({ people, connections }: AddressDeps) =>
  async (
    org: string,
    userIds: readonly string[],
    booking: Pick<Booking, 'calendars'> = { calendars: {} },
  ): Promise<HostAddresses> => {
    const [persons, theirs] = await Promise.all([
      people.readMany(org, userIds),
      connections.ofUsers(org, userIds),
    ]);
    const known = persons.map(({ id, email }): [string, string] => [id, email]);
    const owned = theirs.flatMap((each): [string, string][] => {
      const address = accountAddress(each);
      return address === undefined ? [] : [[address.toLowerCase(), each.userId]];
    });
    const invited = userIds.flatMap((userId): [string, string][] => {
      const account = hostCalendar(booking, userId, theirs) ?? theirs.find((each) => each.userId === userId);
      const address = account && accountAddress(account);
      return address === undefined ? [] : [[userId, address]];
    });
    return {
      owners: new Map([...known.map(([id, email]): [string, string] => [email.toLowerCase(), id]), ...owned]),
      invited: new Map([...known, ...invited]),
      accounts: theirs,
    };
  };
