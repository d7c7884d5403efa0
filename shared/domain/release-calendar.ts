import type { Booking, CalendarEntry, Guest } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import { HubError } from '../errors.ts';
import { organizerOf } from './organizer-of.ts';
import { type CalendarPlan, type EventIdOf, planCalendars } from './plan-calendars.ts';
import { transitionBooking } from './transition-booking.ts';

interface Release {
  /** Whose calendar is left. */
  readonly userId: string;
  /** Of all hosts, but for the one that is left: one of them may carry the booking from now on. */
  readonly others: readonly Connection[];
  readonly eventIdOf: EventIdOf;
  /** UTC instant. */
  readonly at: string;
}

const without = (
  booking: Booking,
  gone: (userId: string, entry: CalendarEntry) => boolean,
): Booking['calendars'] =>
  Object.fromEntries(Object.entries(booking.calendars).filter(([userId, entry]) => !gone(userId, entry)));

/** Who carries it now; nobody = it stands without an event, and a Meet link follows when somebody can make one. */
const carry = (booking: Booking, { others, eventIdOf }: Release): CalendarPlan => {
  try {
    return planCalendars(booking, others, eventIdOf);
  } catch (error) {
    if (!(error instanceof HubError && error.code === 'platform_not_connected')) throw error;
    const { meetings, conference } = booking;
    if (booking.location?.kind === 'google_meet')
      return { calendars: {}, conference: { kind: 'google_meet', state: 'pending' }, meetings };
    // A link that comes from elsewhere, or is to come, is no part of the event.
    return { ...planCalendars({ ...booking, location: undefined }, others, eventIdOf), conference, meetings };
  }
};

/** Without an event no provider invites them: from now on our mails carry the calendar part. */
const invitedByUs = (guest: Guest): Guest => ({ ...guest, attendee: false });

/**
 * A booking that stands while a host's calendar is left. Where that calendar carried it, another host's does from now on, if there is
 * one; people are told when the link goes. Past and cancelled ones, and those that the host was taken off, only lose the entry.
 */
export const releaseCalendar = (booking: Booking, release: Release): Booking => {
  const { userId, at } = release;
  const own = booking.calendars[userId];
  const bare = { ...booking, calendars: without(booking, (id) => id === userId) };
  const carries = own?.role === 'organizer' && booking.hosts.some((host) => host.userId === userId);
  if (!carries || booking.status !== 'confirmed' || booking.end <= at) return bare;
  // Copies are the organizer's very event in other calendars: they go with it.
  const orphaned = { ...bare, calendars: without(bare, (_, { role }) => role === 'copy') };
  const carried = carry(orphaned, release);
  const isCarried = organizerOf(carried) !== undefined;
  const guests = isCarried ? booking.guests : booking.guests.map(invitedByUs);
  // A host who leaves two accounts at once may leave the one with the link second: planning has found another maker then.
  const { conference } = booking;
  const losesLink = conference?.kind === 'google_meet' || carried.conference?.hostId !== conference?.hostId;
  if (!losesLink && Object.keys(carried.calendars).length === 0) return { ...orphaned, ...carried, guests };
  return transitionBooking(booking, { ...carried, guests }, { at });
};
