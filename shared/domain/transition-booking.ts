import type { Booking, CalendarEntry } from '../../events/stored/booking.ts';

interface Context {
  /** UTC instant of the change. */
  readonly at: string;
  /** The host whose calendar says so already: nothing is owed there. */
  readonly confirmedBy?: string;
  /** Nobody is told. */
  readonly quiet?: boolean;
}

/** Without what a finished, failed or waiting write left behind. */
const settled = ({ owed: _, notBefore: __, reason: ___, ...entry }: CalendarEntry): CalendarEntry => ({
  ...entry,
  attempts: 0,
});

const nextEntry = (entry: CalendarEntry, wanted: boolean, revision: number): CalendarEntry => {
  if (entry.role === 'copy' || (!wanted && entry.state === 'removed')) return entry;
  if (entry.state === 'parked') return { ...entry, owed: revision };
  return { ...settled(entry), state: 'pending', owed: revision };
};

const nextCalendars = (after: Booking, { confirmedBy }: Context): Booking['calendars'] => {
  const isWanted = (userId: string): boolean =>
    after.status === 'confirmed' && after.hosts.some((host) => host.userId === userId);
  return Object.fromEntries(
    Object.entries(after.calendars).map(([userId, entry]) => [
      userId,
      userId === confirmedBy
        ? { ...settled(entry), state: isWanted(userId) ? 'synced' : 'removed' }
        : nextEntry(entry, isWanted(userId), after.revision),
    ]),
  );
};

/** Somebody who may know of this booking has to hear of it: drafts are told to nobody, nor is the end of one. */
const concernsPeople = (before: Booking, after: Booking): boolean =>
  after.status === 'confirmed' || before.status === 'confirmed';

/**
 * The booking after a change that people can see: revision + 1, and everything that follows from it owed,
 * to the calendars we write (role organizer or own) and to the people who are told.
 */
export const transitionBooking = (before: Booking, changes: Partial<Booking>, context: Context): Booking => {
  const after: Booking = { ...before, ...changes, revision: before.revision + 1, updatedAt: context.at };
  const withCalendars = { ...after, calendars: nextCalendars(after, context) };
  // A change that people have yet to hear of is not silenced by a quiet one that comes after it.
  if (context.quiet)
    return before.noticesOwed ? withCalendars : { ...withCalendars, quietUntil: after.revision };
  if (!concernsPeople(before, after)) return withCalendars;
  return { ...withCalendars, noticesOwed: true, noticesSince: context.at };
};
