import type { Booking } from '../../events/stored/booking.ts';

/** Whose bookings have to be judged anew, and over which times. */
export interface ConflictsOwed {
  readonly hosts: readonly string[];
  readonly spans: readonly { readonly from: string; readonly to: string }[];
}

interface Commit {
  readonly before: Booking | undefined;
  readonly after: Booking;
  /** It took its time whatever else is there: what came at the same moment it has not seen. */
  readonly takes: boolean;
}

const placeOf = ({ start, end, status, hosts }: Booking): string =>
  JSON.stringify([start, end, status === 'cancelled', hosts.map(({ userId }) => userId).toSorted()]);

/**
 * What a commit owes to the conflicts of bookings: conflicts are mutual, so where a booking has or had any, what lies at its times has to be
 * looked at when it comes, moves or goes; and a time that was taken in any case. Undefined: nothing.
 */
export const conflictsOwed = ({ before, after, takes }: Commit): ConflictsOwed | undefined => {
  if (before && placeOf(before) === placeOf(after)) return undefined;
  const places = [...(before ? [before] : []), after];
  if (!takes && places.every(({ conflicts }) => conflicts.length === 0)) return undefined;
  const hosts = places.flatMap((place) => place.hosts.map(({ userId }) => userId));
  const spans = new Map(places.map(({ start, end }) => [`${start} ${end}`, { from: start, to: end }]));
  return { hosts: [...new Set(hosts)], spans: [...spans.values()] };
};
