import type { Booking, Conference, Meeting } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import { HubError } from '../errors.ts';

/** What planning needs to know of a booking. */
export type Conferenced = Pick<Booking, 'status' | 'hosts' | 'location' | 'conference' | 'meetings'>;

export interface ConferencePlan {
  /** Undefined where the location is no conference account's. */
  readonly conference: Conference | undefined;
  /** Nothing owed yet; those of hosts who do not make the link any more are kept until their meeting is gone. */
  readonly meetings: Booking['meetings'];
}

const isZoom = ({ platforms }: Connection): boolean => platforms.includes('zoom');

/** Owed work waits for an account that can come back; one that has not begun or is ending makes nothing. */
const lives = ({ state }: Connection): boolean => state !== 'connecting' && state !== 'disconnecting';

/** The account of a host that makes, or goes on with, the link: where its meeting lies, else one that works now. */
const accountOf = (
  { meetings, conference }: Conferenced,
  userId: string,
  connections: readonly Connection[],
): Connection | undefined => {
  const own = connections.filter((each) => each.userId === userId && isZoom(each) && lives(each));
  const isPresent = conference?.kind === 'zoom' && conference.hostId === userId;
  const present = own.find(({ id }) => id === meetings[userId]?.connectionId);
  const working = own.find(({ state }) => state === 'connected');
  // Guests have the link of a host whose access is lost: it still leads to the meeting.
  const keeps = isPresent && (present?.state === 'connected' || conference.joinUrl !== undefined);
  return keeps ? (present ?? working) : working;
};

const chooseHost = (booking: Conferenced, connections: readonly Connection[]): Connection => {
  const { hosts, conference } = booking;
  const inOrder = hosts.map(({ userId }) => userId);
  const present = inOrder.filter((userId) => userId === conference?.hostId);
  for (const userId of [...present, ...inOrder]) {
    const account = accountOf(booking, userId, connections);
    if (account) return account;
  }
  throw new HubError('platform_not_connected', {
    detail: 'No host has connected Zoom: one of them has to, or choose another location.',
    extra: { userId: present[0] ?? inOrder[0], platform: 'zoom' },
  });
};

const newMeeting = ({ id }: Connection): Meeting => ({
  platform: 'zoom',
  connectionId: id,
  state: 'pending',
  attempts: 0,
});

/** Whose meeting is not known to be gone from their account. */
const remaining = (meetings: Booking['meetings']): [string, Meeting][] =>
  Object.entries(meetings).filter(
    ([, { state, recheckAt }]) => state !== 'removed' || recheckAt !== undefined,
  );

/**
 * Whose conference account makes the link, apart from any calendar: the present one while it lives, else that of the first host, in
 * order, who has one that works. Throws `platform_not_connected` where no host has; a draft has no meeting.
 */
export const planConference = (booking: Conferenced, connections: readonly Connection[]): ConferencePlan => {
  const { location, status, conference, meetings } = booking;
  const left = Object.fromEntries(remaining(meetings));
  if (location?.kind !== 'zoom') return { conference: undefined, meetings: left };
  const account = chooseHost(booking, connections);
  if (status !== 'confirmed') return { conference: undefined, meetings: left };
  const { userId } = account;
  const present = meetings[userId];
  const isTheirs = present?.connectionId === account.id;
  const keepsLink = isTheirs && conference?.kind === 'zoom' && conference.hostId === userId;
  return {
    conference: keepsLink ? conference : { kind: 'zoom', state: 'pending', hostId: userId },
    meetings: { ...left, [userId]: isTheirs ? present : newMeeting(account) },
  };
};
