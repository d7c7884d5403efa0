import type { Booking, Host } from '../../events/stored/booking.ts';

interface Heard {
  /** UTC instant. */
  readonly at: string;
  /** When the meeting begins by the event on which they answered. */
  readonly start: string;
}

type Person = Pick<Host, 'rsvp'>;

const declines = (person: Person | undefined): boolean => person?.rsvp === 'declined';

const hostOf = ({ hosts }: Booking, userId: string): Host | undefined =>
  hosts.find((host) => host.userId === userId);

/** Of hosts who are none any more only those who were replaced matter: they are not asked again. */
const standing = (after: Booking): [string, NonNullable<Booking['declines']>[string]][] =>
  Object.entries(after.declines ?? {}).filter(([userId, { state }]) => {
    const host = hostOf(after, userId);
    return host ? declines(host) : state === 'replaced';
  });

const declinesOf = (before: Booking, after: Booking, start: string): Booking['declines'] => {
  const come = after.hosts
    .filter((host) => declines(host) && !declines(hostOf(before, host.userId)))
    .map(({ userId }) => [userId, { start, state: 'open' as const }] as const);
  const all = [...standing(after), ...come];
  return all.length === 0 && after.declines === undefined ? undefined : Object.fromEntries(all);
};

/** Hosts are told of guests who decline, or do not after all, and of a host who was known to stay away and comes. */
const concernsHosts = (before: Booking, after: Booking): boolean =>
  before.guests.some((guest) => {
    const now = after.guests.find(({ id }) => id === guest.id);
    return now !== undefined && declines(now) !== declines(guest);
  }) ||
  after.hosts.some(
    (host) =>
      before.declines?.[host.userId]?.state === 'kept' && !declines(host) && host.rsvp !== 'needs_action',
  );

/** What follows from the answers that a read has brought: a host's no has to be decided about, and other hosts may have to be told. */
export const heedAnswers = (before: Booking, after: Booking, { at, start }: Heard): Booking => {
  if (after.status !== 'confirmed') return after;
  const now = declinesOf(before, after, start);
  const heard = now === undefined ? after : { ...after, declines: now };
  if (!concernsHosts(before, after)) return heard;
  const revision = Math.max(after.revision, before.revision + 1);
  return { ...heard, revision, noticesOwed: true, noticesSince: at };
};
