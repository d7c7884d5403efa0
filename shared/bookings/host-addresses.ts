import type { Connection } from '../../events/stored/connection.ts';
import type { Connections } from '../ports/connections.ts';
import type { People } from '../ports/people.ts';

export interface AddressDeps {
  readonly people: Pick<People, 'readMany'>;
  readonly connections: Pick<Connections, 'ofUsers'>;
}

interface HostAddresses {
  /** Lower-case address, as the product or the provider knows it, to user id. */
  readonly owners: ReadonlyMap<string, string>;
  /** User id to the address of the calendar that they connected, else to the product's. */
  readonly invited: ReadonlyMap<string, string>;
}

const accountAddress = ({ accountLabel, provider }: Connection): string | undefined =>
  provider === 'google' && accountLabel.includes('@') ? accountLabel : undefined;

/** Under which addresses the hosts of a booking go. */
export const hostAddresses =
  ({ people, connections }: AddressDeps) =>
  async (org: string, userIds: readonly string[]): Promise<HostAddresses> => {
    const [persons, theirs] = await Promise.all([
      people.readMany(org, userIds),
      connections.ofUsers(org, userIds),
    ]);
    const accounts = theirs.flatMap((connection): [string, string][] => {
      const address = accountAddress(connection);
      return address === undefined ? [] : [[connection.userId, address]];
    });
    const known = persons.map(({ id, email }): [string, string] => [id, email]);
    return {
      owners: new Map([...known, ...accounts].map(([userId, email]) => [email.toLowerCase(), userId])),
      invited: new Map([...known, ...accounts]),
    };
  };
