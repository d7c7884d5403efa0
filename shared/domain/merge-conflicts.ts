import type { Booking } from '../../events/stored/booking.ts';

type Conflict = Booking['conflicts'][number];

const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);

/** By start, each time of a host once: one calendar may be seen through two accounts, and a conflict tells nothing but the time. */
export const mergeConflicts = (conflicts: readonly Conflict[]): Conflict[] => {
  const once = new Map(
    conflicts.map(({ userId, start, end }) => [`${start} ${end} ${userId}`, { userId, start, end }]),
  );
  return [...once].toSorted(([a], [b]) => compare(a, b)).map(([, conflict]) => conflict);
};
