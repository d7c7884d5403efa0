import type { Booking } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import { changeBooking } from '../bookings/change-booking.ts';
import type { CommitDeps } from '../bookings/commit-booking.ts';
import { withKeptMeeting } from '../domain/kept-meeting.ts';
import type { OwnMeeting } from '../ports/conference-provider.ts';
import type { Connections } from '../ports/connections.ts';

type Deps = CommitDeps & { readonly connections: Pick<Connections, 'read'> };

const idsOf = (listed: readonly OwnMeeting[], { id }: Booking): ReadonlySet<string> =>
  new Set(listed.filter(({ reference }) => reference === id).map((meeting) => meeting.id));

/** Asked after the booking was read: an account that is left has then let go of it already. */
const isConnected = async (
  { connections }: Deps,
  { org, userId, id, epoch }: Connection,
): Promise<boolean> => {
  const present = await connections.read(org, userId, id);
  return present?.epoch === epoch && present.state === 'connected';
};

/** Meetings that a host has kept when they left are their bookings' again, by the list of those that are in the account now. Safe to repeat. */
export const adoptKeptMeetings =
  (deps: Deps) =>
  async (
    connection: Connection,
    { missing, listed, trace }: { missing: readonly Booking[]; listed: readonly OwnMeeting[]; trace: string },
  ): Promise<void> => {
    for (const { org, id } of missing)
      await changeBooking(deps)({ org, id, actor: { kind: 'system' }, trace }, async (current) => {
        const after = withKeptMeeting(current, connection, idsOf(listed, current));
        return after && (await isConnected(deps, connection)) ? { after } : undefined;
      });
  };
