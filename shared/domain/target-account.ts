import type { Connection } from '../../events/stored/connection.ts';

type Candidate = Pick<Connection, 'state' | 'calendars' | 'connectedAt' | 'id'>;

const since = ({ connectedAt, id }: Candidate): string => `${connectedAt} ${id}`;

const hasTarget = ({ calendars }: Candidate): boolean => calendars.some(({ target }) => target);

/** Of one user's accounts the one whose calendar takes their bookings: chosen by them, else the first that is connected. */
export const targetAccount = <C extends Candidate>(accounts: readonly C[]): C | undefined => {
  const sorted = accounts.toSorted((a, b) => (since(a) < since(b) ? -1 : 1));
  return sorted.find(hasTarget) ?? sorted.find(({ state }) => state === 'connected') ?? sorted[0];
};
