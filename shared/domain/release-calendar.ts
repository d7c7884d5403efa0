import type { Booking, CalendarEntry, Guest, Location } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import { HubError } from '../errors.ts';
import { calendarPlatformOf, hasCalendars } from './calendar-platform.ts';
import { carriesLink, isEventLink } from './event-link.ts';
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

/** Whoever has calendars of the kind that makes the link, and cannot: an event there would ask for one all the same. */
const isBarred = (connection: Connection, kind: Location['kind'] | undefined): boolean =>
  hasCalendars(connection) &&
  carriesLink({ role: 'organizer', platform: calendarPlatformOf(connection) }, kind);

/** It stands in the calendars that it is in, or can be in without its link, which follows when somebody can make one. */
const carryWithoutLink = (booking: Booking, { others, eventIdOf }: Release): CalendarPlan => {
  const { meetings, location, conference } = booking;
  const kind = location?.kind;
  const able = others.filter((connection) => !isBarred(connection, kind));
  const { calendars } = planCalendars({ ...booking, location: undefined }, able, eventIdOf);
  return {
    calendars: { ...booking.calendars, ...calendars },
    // A link that comes from elsewhere, or is to come, is no part of the event.
    conference: isEventLink(kind) ? { kind, state: 'pending' } : conference,
    meetings,
  };
};

/** Who carries it now; nobody = it stands without an event. */
const carry = (booking: Booking, release: Release): CalendarPlan => {
  try {
    return planCalendars(booking, release.others, release.eventIdOf);
  } catch (error) {
    if (!(error instanceof HubError && error.code === 'platform_not_connected')) throw error;
    return carryWithoutLink(booking, release);
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
  const losesLink = isEventLink(conference?.kind) || carried.conference?.hostId !== conference?.hostId;
  if (!losesLink && Object.keys(carried.calendars).length === 0) return { ...orphaned, ...carried, guests };
  return transitionBooking(booking, { ...carried, guests }, { at });
};
