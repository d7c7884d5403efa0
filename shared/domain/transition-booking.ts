import type { Booking, CalendarEntry, Meeting } from '../../events/stored/booking.ts';
import { sameValue } from './same-value.ts';
import { saysWanted, wantsMeeting } from './wanted-meeting.ts';

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

/** A co-host who took their own event away has said no: it does not come back to them with every change. */
const isRefused = ({ hosts }: Booking, userId: string, { role, state }: CalendarEntry): boolean =>
  role === 'own' &&
  state === 'removed' &&
  hosts.some((host) => host.userId === userId && host.rsvp === 'declined');

/** What an event says, but for the names of other hosts: those come with the next change of anything else. */
const SAID = [
  'title',
  'description',
  'start',
  'end',
  'zone',
  'url',
  'resources',
  'location',
  'guests',
  'conference',
  'status',
] as const;

const invited = ({ calendars }: Booking): string[] =>
  Object.keys(calendars)
    .filter((userId) => calendars[userId]?.role === 'copy')
    .toSorted();

/** Only others come and go: this host's event stays as it is, unless they are invited to it. */
const staysAsItIs = (before: Booking, after: Booking, userId: string): boolean => {
  const [was, is] = [before.calendars[userId], after.calendars[userId]];
  if (was?.state !== 'synced' || was.owed !== undefined || !is || is.renew || is.leaves) return false;
  const isHost = after.hosts.some((host) => host.userId === userId);
  const isTheirs = isHost && was.eventId === is.eventId && was.role === is.role;
  const invitesSame = is.role === 'own' || sameValue(invited(before), invited(after));
  return isTheirs && invitesSame && SAID.every((field) => sameValue(before[field], after[field]));
};

const nextCalendars = (before: Booking, after: Booking, { confirmedBy }: Context): Booking['calendars'] => {
  const isWanted = (userId: string): boolean =>
    after.status === 'confirmed' && after.hosts.some((host) => host.userId === userId);
  const hostsChange = !sameValue(before.hosts, after.hosts);
  const next = (userId: string, entry: CalendarEntry): CalendarEntry => {
    if (userId === confirmedBy) return { ...settled(entry), state: isWanted(userId) ? 'synced' : 'removed' };
    if (hostsChange && staysAsItIs(before, after, userId)) return entry;
    return nextEntry(entry, isWanted(userId) && !isRefused(after, userId, entry), after.revision);
  };
  return Object.fromEntries(
    Object.entries(after.calendars).map(([userId, entry]) => [userId, next(userId, entry)]),
  );
};

/** Guests and descriptions are none of its business: providers allow few changes a day. */
const nextMeeting = (entry: Meeting, after: Booking, userId: string): Meeting => {
  const isWanted = wantsMeeting(after, userId);
  if (!isWanted && entry.state === 'removed') return entry;
  const { owed, notBefore: _, reason: __, ...rest } = entry;
  if (isWanted && owed === undefined && entry.state === 'synced' && saysWanted(entry, after)) return entry;
  if (entry.state === 'parked') return { ...entry, owed: after.revision };
  return { ...rest, state: 'pending', owed: after.revision, attempts: 0 };
};

const nextMeetings = (after: Booking): Booking['meetings'] =>
  Object.fromEntries(
    Object.entries(after.meetings).map(([userId, entry]) => [userId, nextMeeting(entry, after, userId)]),
  );

/** Somebody who may know of this booking has to hear of it: drafts are told to nobody, nor is the end of one. */
const concernsPeople = (before: Booking, after: Booking): boolean =>
  after.status === 'confirmed' || before.status === 'confirmed';

/**
 * The booking after a change that people can see: revision + 1, and everything that follows from it owed,
 * to the calendars we write (role organizer or own), to the accounts that make its link, and to the people who are told.
 */
export const transitionBooking = (before: Booking, changes: Partial<Booking>, context: Context): Booking => {
  const after: Booking = { ...before, ...changes, revision: before.revision + 1, updatedAt: context.at };
  const owing = { ...after, calendars: nextCalendars(before, after, context), meetings: nextMeetings(after) };
  // A change that people have yet to hear of is not silenced by a quiet one that comes after it.
  if (context.quiet)
    return before.noticesOwed ? owing : { ...owing, quietUntil: after.revision, quietSince: context.at };
  if (!concernsPeople(before, after)) return owing;
  return { ...owing, noticesOwed: true, noticesSince: context.at };
};
