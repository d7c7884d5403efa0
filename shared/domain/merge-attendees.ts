import { emailAddress, line } from '../../events/fields.ts';
import type { Booking, Guest, Host, Rsvp } from '../../events/stored/booking.ts';
import { newestAnswer } from './newest-answer.ts';

interface Attendee {
  readonly email: string;
  readonly name?: string;
  readonly rsvp: Rsvp;
}

interface Seen {
  readonly attendees: readonly Attendee[];
  /** Lower-case addresses that the provider last confirmed; undefined = never yet, so nobody can have been taken off. */
  readonly confirmed: readonly string[] | undefined;
  /** What they had answered by then, by such an address. */
  readonly answers?: Readonly<Record<string, Rsvp>> | undefined;
  /** Lower-case address of a host to their user id. */
  readonly hosts: ReadonlyMap<string, string>;
  readonly newId: () => string;
}

const MOST_GUESTS = 100;
const GuestName = line(200);
const lower = ({ email }: { readonly email: string }): string => email.toLowerCase();

type People = Pick<Booking, 'hosts' | 'guests' | 'calendars'>;

const answersOf = ({ attendees, hosts }: Seen): Map<string, Rsvp> =>
  new Map(
    attendees.flatMap((attendee) => {
      const userId = hosts.get(lower(attendee));
      return userId === undefined ? [] : [[userId, attendee.rsvp]];
    }),
  );

/** A co-host who was invited to the organizer's event and is not any more: a person took them off. */
const takenOff = (
  { hosts, calendars }: People,
  { attendees, confirmed = [], hosts: owners }: Seen,
): string[] => {
  const ownersOf = (addresses: readonly string[]) => new Set(addresses.map((address) => owners.get(address)));
  const [present, invited] = [ownersOf(attendees.map(lower)), ownersOf(confirmed)];
  return hosts
    .map(({ userId }) => userId)
    .filter((userId) => calendars[userId]?.role === 'copy' && invited.has(userId) && !present.has(userId));
};

const nextHosts = (before: readonly Host[], seen: Seen): Host[] => {
  const answers = answersOf(seen);
  return before.map((host) => ({ ...host, rsvp: answers.get(host.userId) ?? host.rsvp }));
};

const keptGuests = (before: readonly Guest[], { attendees, confirmed = [], answers }: Seen): Guest[] => {
  const present = new Map(attendees.map((attendee) => [lower(attendee), attendee]));
  return before.flatMap((guest) => {
    const attendee = present.get(lower(guest));
    const rsvp = attendee && newestAnswer(guest.rsvp, attendee.rsvp, answers?.[lower(guest)]);
    if (rsvp) return [{ ...guest, rsvp, attendee: true }];
    const wasTakenOff = guest.attendee && confirmed.includes(lower(guest));
    return wasTakenOff ? [] : [guest];
  });
};

const newGuests = (before: readonly Guest[], { attendees, confirmed = [], hosts, newId }: Seen): Guest[] => {
  const known = new Set([...before.map(lower), ...confirmed, ...hosts.keys()]);
  return attendees
    .filter((attendee) => !known.has(lower(attendee)))
    .flatMap(({ email, name, rsvp }) => {
      const address = emailAddress.safeParse(email);
      if (!address.success) return [];
      const called = GuestName.safeParse(name ?? address.data);
      const guestName = called.success ? called.data : address.data;
      return [{ id: newId(), email: address.data, name: guestName, rsvp, attendee: true }];
    });
};

/**
 * Hosts, with their calendars, and guests after a read of the organizer's event: answers by address, whoever a person added is a
 * guest, whoever they took off takes no part. An attendee whose removal or invitation is still owed by us is neither.
 */
export const mergeAttendees = (before: People, seen: Seen): People => {
  const { hosts, guests, calendars } = before;
  const gone = new Set(takenOff(before, seen));
  const merged = [...keptGuests(guests, seen), ...newGuests(guests, seen)];
  return {
    hosts: nextHosts(hosts, seen).filter(({ userId }) => !gone.has(userId)),
    guests: merged.slice(0, Math.max(MOST_GUESTS, guests.length)),
    calendars: Object.fromEntries(Object.entries(calendars).filter(([userId]) => !gone.has(userId))),
  };
};
