import type { Booking, Guest, Host } from '../../events/stored/booking.ts';
import type { Told } from '../../events/stored/notice.ts';
import { isEventLink } from './event-link.ts';
import { guestLink, lacksRegistration } from './guest-link.ts';
import { placeOf } from './place-of.ts';

const lacksLink = ({ conference }: Booking): boolean =>
  conference?.state === 'failed' && isEventLink(conference.kind);

/** A host's no is told once it is decided that the meeting goes on: who is replaced is no host any more. */
const staysAway = ({ declines }: Booking, { userId, rsvp }: Host): boolean =>
  rsvp === 'declined' && declines?.[userId]?.state === 'kept';

/** Nobody is told what they did themselves, but for a host who leaves guests alone by it. */
const hostsAway = (booking: Booking, reader: string | undefined): [string, boolean][] => {
  const isLast = booking.hosts.every((host) => staysAway(booking, host));
  return booking.hosts
    .filter(({ userId, rsvp }) => (userId === reader ? isLast : rsvp !== 'needs_action'))
    .map((host) => [`host:${host.userId}`, staysAway(booking, host)]);
};

const declinedOf = (booking: Booking, reader: string | undefined): Told['declined'] => {
  const answered = booking.guests
    .filter(({ rsvp }) => rsvp !== 'needs_action')
    .map(({ id, rsvp }): [string, boolean] => [id, rsvp === 'declined']);
  const all = [...answered, ...hostsAway(booking, reader)];
  return all.length === 0 ? undefined : Object.fromEntries(all);
};

const forHost = (booking: Booking, hostId: string | undefined): Partial<Told> => {
  const declined = declinedOf(booking, hostId);
  return {
    ...(lacksRegistration(booking) && { sharedLink: true }),
    ...(lacksLink(booking) && { noLink: true }),
    ...(declined && { declined }),
  };
};

/**
 * What is true now of a booking for somebody who does, or no longer does, take part in it; a guest may have a link of their own, a host is
 * known by their user id.
 */
export const noticeTruth = (booking: Booking, present: boolean, guest?: Guest, hostId?: string): Told => {
  const place = placeOf(booking.location);
  const joinUrl = guest ? guestLink(booking, guest) : booking.conference?.joinUrl;
  return {
    status: present && booking.status === 'confirmed' ? 'confirmed' : 'cancelled',
    revision: booking.revision,
    title: booking.title,
    start: booking.start,
    end: booking.end,
    ...(place !== undefined && { place }),
    ...(joinUrl !== undefined && { joinUrl }),
    ...(guest && { hosts: booking.hosts.map(({ userId }) => userId) }),
    ...(present && guest === undefined && forHost(booking, hostId)),
    invited: false,
  };
};
