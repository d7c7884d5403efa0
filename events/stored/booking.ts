import * as z from 'zod';
import { locale, utc } from '../fields.ts';
import { Decline, GuestPolicy, Hold, ofSeries, Reminder } from './booking-terms.ts';
import { CalendarPlatform } from './org-settings.ts';

export const Rsvp = z.enum(['needs_action', 'accepted', 'tentative', 'declined']);
export type Rsvp = z.infer<typeof Rsvp>;

export const LocationKind = z.enum(['google_meet', 'teams', 'zoom', 'custom', 'in_person']);

export const Location = z.object({
  kind: LocationKind,
  detail: z.string().optional(),
  venue: z.string().optional(),
});
export type Location = z.infer<typeof Location>;

/** What the provider last confirmed of an event that we wrote: the third side of every comparison. */
export const Base = z.object({
  start: utc,
  end: utc,
  exists: z.boolean(),
  title: z.string().optional(),
  place: z.string().optional(),
  etag: z.string().optional(),
  updated: utc.optional(),
  /** Addresses in lower case. */
  attendees: z.array(z.string()).optional(),
  /** What they had answered there, by address. */
  answers: z.record(z.string(), Rsvp).optional(),
  /** What our last write left on the event, so that a write whose answer was lost is known for ours. */
  written: z.string().optional(),
});
export type Base = z.infer<typeof Base>;

/**
 * A host's side of a booking in their calendar.
 * organizer: the event that moves and cancels the booking · own: an event of their own · copy: they are an attendee of the organizer's.
 */
export const CalendarEntry = z.object({
  role: z.enum(['organizer', 'own', 'copy']),
  /** Its host was taken off: it is to go, whatever it was. */
  leaves: z.boolean().optional(),
  platform: CalendarPlatform,
  connectionId: z.string(),
  feedId: z.string(),
  calendarId: z.string(),
  /** Raised when the event's id is burnt at the provider: ids of deleted events stay taken. */
  generation: z.number().int(),
  /** Where the provider chooses the ids: a key of ours until the event is known to exist, its own id from then on. */
  eventId: z.string(),
  /** Written before a creation is asked for, where the provider chooses the ids: whoever finds it looks for the event before making another. */
  intendedAt: utc.optional(),
  /** Its event cannot become what is wanted: another one takes its place. */
  renew: z.boolean().optional(),
  iCalUid: z.string().optional(),
  base: Base.optional(),
  state: z.enum(['pending', 'synced', 'failed', 'parked', 'removed']),
  reason: z.string().optional(),
  /** The revision that the provider has not confirmed yet; absent = nothing is owed. */
  owed: z.number().int().optional(),
  attempts: z.number().int().default(0),
  notBefore: utc.optional(),
});
export type CalendarEntry = z.infer<typeof CalendarEntry>;

/**
 * A link that a host's conference account makes for a booking, apart from any calendar.
 * pending: to be made or changed · synced: as wanted · failed: refused for good · parked: waits for a reconnect · removed: deleted there
 */
export const Meeting = z.object({
  platform: z.enum(['zoom']),
  connectionId: z.string(),
  /** The provider's; absent until one is known to exist. */
  meetingId: z.string().optional(),
  /** Written before a creation is asked for: whoever finds one without an id looks for it by our reference before making another. */
  intendedAt: utc.optional(),
  /** By guest, who has a way in of their own; without an id the provider does not take them, and they share the one of all. */
  registrants: z.record(z.string(), z.object({ email: z.string(), id: z.string().optional() })).optional(),
  /** The account cannot give each guest their own. */
  registration: z.enum(['unavailable']).optional(),
  /** A creation was asked for twice: whatever else bears our reference then goes. */
  recheckAt: utc.optional(),
  /** As the provider last confirmed it. */
  base: z.object({ start: utc, end: utc, title: z.string(), exists: z.boolean() }).optional(),
  /** Written before a move is asked for: should the answer be lost, a meeting at this time was moved by us and not by a person. */
  asked: z.object({ start: utc, end: utc }).optional(),
  state: z.enum(['pending', 'synced', 'failed', 'parked', 'removed']),
  reason: z.string().optional(),
  /** The revision that the provider has not confirmed yet; absent = nothing is owed. */
  owed: z.number().int().optional(),
  attempts: z.number().int().default(0),
  notBefore: utc.optional(),
});
export type Meeting = z.infer<typeof Meeting>;

export const Host = z.object({ userId: z.string(), name: z.string(), rsvp: Rsvp });
export type Host = z.infer<typeof Host>;

export const Guest = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  zone: z.string().optional(),
  locale: locale.optional(),
  rsvp: Rsvp,
  /** They are an attendee of the provider's event: the provider invites them, our mails to them carry no calendar part. */
  attendee: z.boolean().default(false),
  /** The guest who named them when they booked: nobody else learns of them. */
  broughtBy: z.string().optional(),
  /** Their own way into the meeting, where everybody gets one. */
  registration: z.object({ id: z.string(), joinUrl: z.string() }).optional(),
});
export type Guest = z.infer<typeof Guest>;

export const Conference = z.object({
  kind: z.enum(['google_meet', 'teams', 'zoom', 'custom']),
  joinUrl: z.string().optional(),
  state: z.enum(['pending', 'ready', 'failed']),
  /** Whose account makes the link, where it is no part of a calendar's event. */
  hostId: z.string().optional(),
  /** When it was really held, as the provider tells it. */
  startedAt: utc.optional(),
  endedAt: utc.optional(),
  /** Why it is not as it was asked for. */
  reason: z.string().optional(),
});
export type Conference = z.infer<typeof Conference>;

/** What a guest was asked, as it read then, and what they said. */
export const Answer = z.object({ id: z.string(), label: z.string(), answer: z.string() });
export type Answer = z.infer<typeof Answer>;

export const Booking = z.object({
  v: z.literal(1),
  id: z.string(),
  org: z.string(),
  /** Of what it was made; what was agreed stays when the event type changes. */
  eventTypeId: z.string().optional(),
  answers: z.array(Answer).optional(),
  ...ofSeries,
  reminders: z.array(Reminder).optional(),
  guestPolicy: GuestPolicy.optional(),
  /** The guest who acts for all of them; absent = the first. */
  bookedBy: z.string().optional(),
  /** By whom it came to this start, and why, where a guest moved it; of no meaning once it begins at another time. */
  moved: z.object({ start: utc, by: z.string(), reason: z.string().optional() }).optional(),
  hold: Hold.optional(),
  /** Raised by every write of this item: what conditional writes compare. */
  version: z.number().int(),
  /** Raised by every transition that people can see. */
  revision: z.number().int(),
  title: z.string(),
  description: z.string().optional(),
  start: utc,
  end: utc,
  zone: z.string(),
  hosts: z.array(Host),
  guests: z.array(Guest),
  location: Location.optional(),
  resources: z.array(z.string()).optional(),
  status: z.enum(['draft', 'confirmed', 'cancelled']),
  externalId: z.string().optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  url: z.string().optional(),
  conference: Conference.optional(),
  /** The calendar of the organizer's that was asked for, by our id; absent = their target. */
  calendar: z.string().optional(),
  /** By host; stays after a host was taken off until their event is gone. */
  calendars: z.record(z.string(), CalendarEntry),
  /** By host; stays after another host makes the link until theirs is gone. */
  meetings: z.record(z.string(), Meeting).default({}),
  /** One link for all, which is the default, or one for each guest. */
  linkPer: z.enum(['meeting', 'participant']).optional(),
  /** Events of it that stay in the calendars of hosts who have disconnected: its own again when they come back. */
  kept: z.array(z.string()).optional(),
  /** Events of ours that came back after they were removed: their calendars' owners' from then on. */
  takenBack: z.array(z.string()).optional(),
  /** Meetings of it that are gone, by the provider's ids: whoever takes one from the trash has it for themselves. */
  removedMeetings: z.array(z.string()).optional(),
  conflicts: z.array(z.object({ userId: z.string(), start: utc, end: utc })),
  /** By host who has declined, or who was replaced as they did. */
  declines: z.record(z.string(), Decline).optional(),
  cancelled: z.object({ at: utc, by: z.string(), reason: z.string().optional() }).optional(),
  /** People may have to be told something: set by a transition, cleared when everybody has been told. */
  noticesOwed: z.boolean(),
  /** Transitions up to this revision are told to nobody (`notify: none`). */
  quietUntil: z.number().int().default(0),
  /** When the last of them was committed. */
  quietSince: utc.optional(),
  /** Reminders that were due until then are dealt with. */
  remindersUntil: utc.optional(),
  /** When the last transition that people are told of was committed: mails wait at most 20 s from here for a link. */
  noticesSince: utc.optional(),
  createdAt: utc,
  updatedAt: utc,
});
export type Booking = z.infer<typeof Booking>;
