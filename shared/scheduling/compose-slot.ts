import type { Booking } from '../../events/stored/booking.ts';
import { claimCalendars } from '../bookings/claim-calendars.ts';
import { transitionBooking } from '../domain/transition-booking.ts';
import { HubError } from '../errors.ts';
import { meetingPlace, type Roster, type RosterHost } from './read-roster.ts';
import type { SlotOrder } from './slot-order.ts';

interface Assigned {
  readonly id: string;
  readonly hosts: readonly RosterHost[];
  /** UTC instant. */
  readonly at: string;
}

const MOST_CHARACTERS = 200;

/** Whom they meet is what hosts look for in their calendars. */
const titleOf = (type: string, guest: string): string => {
  const whole = `${type}: ${guest}`;
  return whole.length <= MOST_CHARACTERS ? whole : type;
};

/** As revision 0: its first transition makes it 1. */
const newBooking = (roster: Roster, order: SlotOrder, { id, hosts, at }: Assigned): Booking => {
  const { eventType } = roster;
  const location = meetingPlace(roster, hosts);
  const { title, description, guestPolicy, reminders, linkPer, org } = eventType;
  const { start, durationMs, zone, guests, answers, holdUntil } = order;
  return {
    v: 1,
    id,
    org,
    version: 0,
    revision: 0,
    eventTypeId: eventType.id,
    title: titleOf(title, guests[0].name),
    ...(description !== undefined && { description }),
    start,
    end: new Date(Date.parse(start) + durationMs).toISOString(),
    zone,
    hosts: hosts.map(({ person }) => ({ userId: person.id, name: person.name, rsvp: 'needs_action' })),
    guests: [...guests],
    bookedBy: guests[0].id,
    answers: [...answers],
    reminders,
    guestPolicy,
    location,
    ...(linkPer === 'participant' && location.kind === 'zoom' && { linkPer }),
    status: holdUntil === undefined ? 'confirmed' : 'draft',
    ...(holdUntil !== undefined && { hold: { until: holdUntil } }),
    calendars: {},
    meetings: {},
    conflicts: [],
    noticesOwed: false,
    quietUntil: 0,
    createdAt: at,
    updatedAt: at,
  };
};

/** A guest cannot choose another plan for the host's account: where it makes no link for each guest, they share one. */
export const planSlot = (booking: Booking, { connections, settings }: Roster): Booking => {
  const plan = (wanted: Booking) => claimCalendars(wanted, { calendar: undefined, connections, settings });
  try {
    return plan(booking);
  } catch (error) {
    if (!(error instanceof HubError) || error.code !== 'invalid_request' || booking.linkPer === undefined)
      throw error;
    const { linkPer: _, ...shared } = booking;
    return plan(shared);
  }
};

/** The booking of a slot with these hosts, everything owed; their own accounts make its link. */
export const composeSlot = (roster: Roster, order: SlotOrder, assigned: Assigned): Booking => {
  const ids = assigned.hosts.map(({ person }) => person.id);
  const connections = roster.connections.filter(({ userId }) => ids.includes(userId));
  const planned = planSlot(newBooking(roster, order, assigned), { ...roster, connections });
  return transitionBooking(planned, {}, { at: assigned.at });
};
