import type { Booking } from '../../events/stored/booking.ts';
import type { EventType } from '../../events/stored/event-type.ts';
import { type Roster, type RosterDeps, readRoster } from './read-roster.ts';

/** A booking is moved as if its own hosts offered its length, and all of them came: nobody is assigned anew, and its link is there already. */
const asOffer = ({ id, org, title, hosts, createdAt, updatedAt }: Booking): EventType => ({
  v: 1,
  id,
  org,
  version: 0,
  title,
  kind: 'collective',
  hosts: hosts.map(({ userId }) => ({ userId })),
  durations: [],
  location: { kind: 'in_person' },
  linkPer: 'meeting',
  questions: [],
  reminders: [],
  guestPolicy: {},
  state: 'active',
  createdAt,
  updatedAt,
});

/** Whose hours and busy time moving a booking goes by. Undefined: one of its hosts can be met no more. */
export const movingRoster =
  (deps: RosterDeps) =>
  async (booking: Booking): Promise<Roster | undefined> => {
    const roster = await readRoster(deps)(asOffer(booking));
    return roster.hosts.length === booking.hosts.length && booking.hosts.length > 0 ? roster : undefined;
  };
