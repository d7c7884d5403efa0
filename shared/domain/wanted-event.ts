import type { Booking, CalendarEntry, Rsvp } from '../../events/stored/booking.ts';
import { answerLines } from './answer-lines.ts';
import { carriesLink, isEventLink } from './event-link.ts';
import { placeOf } from './place-of.ts';
import { writeMark } from './written-mark.ts';

interface Attendee {
  readonly email: string;
  readonly name: string;
  readonly rsvp: Rsvp;
}

export interface Wanted {
  readonly id: string;
  readonly exists: boolean;
  readonly title: string;
  readonly description: string;
  readonly place?: string;
  readonly start: string;
  readonly end: string;
  readonly zone: string;
  readonly attendees: readonly Attendee[];
  /** Guests are among the attendees: the provider invites them, nobody else does. */
  readonly invites: boolean;
  readonly conferenceRequestId?: string;
  readonly marker: { readonly org: string; readonly bookingId: string; readonly written: string };
}

/** By user id: the address under which a co-host's calendar is invited. */
export type Addresses = ReadonlyMap<string, string>;

const LABELS = {
  en: { hosts: 'Hosts', guests: 'Guests', place: 'Where', link: 'Join', resources: 'Resources' },
  cs: { hosts: 'Hostitelé', guests: 'Hosté', place: 'Kde', link: 'Připojení', resources: 'Vybavení' },
} as const;
type Label = keyof (typeof LABELS)['en'];

/** One that this event cannot carry as a conference of its own; one in words is said as the place. */
const linkOf = ({ conference }: Booking, entry: CalendarEntry): string =>
  conference === undefined || conference.kind === 'custom' || carriesLink(entry, conference.kind)
    ? ''
    : (conference.joinUrl ?? '');

/** Whoever is an attendee reads the event: what one guest said is not for the others. */
const answersFor = (booking: Booking): string =>
  booking.guests.filter(({ attendee }) => attendee).length > 1 ? '' : answerLines(booking).join('\n');

/** Who is not among the attendees, and where, is said in words; a link of the provider's own needs none. */
const descriptionOf = (booking: Booking, entry: CalendarEntry, locale: keyof typeof LABELS): string => {
  const { description, hosts, guests, url, location, resources = [] } = booking;
  const named = guests.filter(({ attendee }) => !attendee).map(({ name, email }) => `${name} (${email})`);
  const isSaid = location?.kind === 'custom' || location?.kind === 'in_person';
  const facts: readonly (readonly [Label, string])[] = [
    ['hosts', hosts.length > 1 ? hosts.map(({ name }) => name).join(', ') : ''],
    ['guests', named.join(', ')],
    ['place', isSaid ? (placeOf(location) ?? '') : ''],
    ['link', linkOf(booking, entry)],
    ['resources', resources.join(', ')],
  ];
  const lines = facts
    .filter(([, text]) => text !== '')
    .map(([label, text]) => `${LABELS[locale][label]}: ${text}`);
  return [description, answersFor(booking), lines.join('\n'), url]
    .filter((part) => part !== undefined && part !== '')
    .join('\n\n');
};

const attendeesOf = (booking: Booking, addresses: Addresses): Attendee[] => {
  const copies = booking.hosts.flatMap(({ userId, name, rsvp }) => {
    const email = addresses.get(userId);
    return booking.calendars[userId]?.role === 'copy' && email !== undefined ? [{ email, name, rsvp }] : [];
  });
  const guests = booking.guests.filter(({ attendee }) => attendee);
  return [...copies, ...guests.map(({ email, name, rsvp }) => ({ email, name, rsvp }))];
};

/** Beside a link that no calendar knows, a room is named. */
const linkedPlace = ({ conference, location }: Booking): string | undefined => {
  const said = [location?.venue, conference?.joinUrl].filter((text) => text !== undefined && text !== '');
  return conference?.joinUrl === undefined ? placeOf(location) : said.join(', ');
};

/** A link that is no part of this event stands beside the room; one that is leaves the place to the room alone. */
const placeFor = (booking: Booking, entry: CalendarEntry): string | undefined => {
  const { conference, location } = booking;
  const kind = conference?.kind ?? location?.kind;
  if (kind === 'zoom') return linkedPlace(booking);
  if (!isEventLink(kind)) return placeOf(location);
  return carriesLink(entry, kind) ? (location?.venue ?? placeOf(location)) : linkedPlace(booking);
};

const wantsConference = ({ conference }: Booking, entry: CalendarEntry): boolean =>
  carriesLink(entry, conference?.kind) && conference?.state !== 'ready';

/** Whether this host's calendar should carry an event of its own for the booking. */
const wantsEvent = (booking: Booking, userId: string): boolean =>
  booking.status === 'confirmed' &&
  booking.calendars[userId]?.role !== 'copy' &&
  booking.hosts.some((host) => host.userId === userId);

/** What the booking wants this host's event to be now; undefined where the booking has no event in their calendar. */
export const wantedEvent = (
  booking: Booking,
  userId: string,
  { addresses, locale }: { readonly addresses: Addresses; readonly locale: keyof typeof LABELS },
): Wanted | undefined => {
  const entry = booking.calendars[userId];
  if (entry === undefined || entry.role === 'copy') return undefined;
  const { id: bookingId, org, title, start, end, zone, revision, guests } = booking;
  const place = placeFor(booking, entry);
  // In one language, whoever reads it: the words of labels are no change of the booking.
  const text = descriptionOf(booking, entry, 'en');
  return {
    id: entry.eventId,
    exists: wantsEvent(booking, userId),
    title,
    description: descriptionOf(booking, entry, locale),
    start,
    end,
    zone,
    attendees: entry.role === 'organizer' ? attendeesOf(booking, addresses) : [],
    invites: entry.role === 'organizer' && guests.some(({ attendee }) => attendee),
    marker: { org, bookingId, written: writeMark(revision, { start, end, title, place, description: text }) },
    ...(place !== undefined && { place }),
    ...(wantsConference(booking, entry) && { conferenceRequestId: entry.eventId.slice(0, 32) }),
  };
};
