import type { Booking, CalendarEntry, Conference } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { Platform } from '../../events/stored/org-settings.ts';
import { HubError } from '../errors.ts';
import { calendarPlatformOf } from './calendar-platform.ts';
import { carriesLink, isEventLink } from './event-link.ts';
import { hostCalendar, isReached, mainCalendar } from './host-calendar.ts';
import { locationPlatform } from './location-platform.ts';
import { organizerOf } from './organizer-of.ts';
import { type ConferencePlan, planConference } from './plan-conference.ts';

export type EventIdOf = (bookingId: string, userId: string, generation: number) => string;

/** What planning needs to know of a booking. */
export type Plannable = Pick<
  Booking,
  'id' | 'status' | 'hosts' | 'location' | 'calendars' | 'calendar' | 'conference' | 'meetings'
>;

export interface CalendarPlan extends ConferencePlan {
  /** One entry per host with a calendar, nothing owed yet; entries of hosts who were taken off are kept until their event is gone. */
  readonly calendars: Record<string, CalendarEntry>;
}

/** A link lies in the organizer's event: another event makes another one, and a draft has none. */
const eventConference = (
  { location, conference, status }: Plannable,
  keepsLink: boolean,
): Conference | undefined => {
  const kind = location?.kind;
  if (kind === 'custom')
    return location?.detail?.startsWith('https://')
      ? { kind, joinUrl: location.detail, state: 'ready' }
      : undefined;
  if (!isEventLink(kind) || status === 'draft') return undefined;
  return keepsLink && conference?.kind === kind ? conference : { kind, state: 'pending' };
};

const refuse = (userId: string | undefined, platform: Platform): never => {
  throw new HubError('platform_not_connected', {
    detail:
      'No host who could organize this has connected the platform of the location: connect it, or choose another location.',
    extra: { userId, platform },
  });
};

/** Of those who can make the link; the present one is not passed over because it cannot just now. */
const chooseMaker = (
  { hosts }: Plannable,
  candidates: readonly Connection[],
  present: Connection | undefined,
  platform: Platform,
): Connection => {
  const serves = ({ platforms }: Connection) => platforms.includes(platform);
  const makes = (connection: Connection) => connection.state === 'connected' && serves(connection);
  const chosen = present && serves(present) ? present : candidates.find(makes);
  return chosen && makes(chosen) ? chosen : refuse(present?.userId ?? hosts[0]?.userId, platform);
};

/**
 * Its event moves and cancels the booking. The present one stays while it can: its event is where guests look. Else whoever makes the
 * link, where they have a calendar.
 */
const chooseOrganizer = (
  booking: Plannable,
  candidates: readonly Connection[],
  linkHost: string | undefined,
): Connection | undefined => {
  const needed = booking.location?.kind;
  const present = candidates.find(({ userId }) => userId === organizerOf(booking)?.userId);
  const platform = needed && isEventLink(needed) ? locationPlatform(needed) : undefined;
  if (platform !== undefined) return chooseMaker(booking, candidates, present, platform);
  return present ?? candidates.find(({ userId }) => userId === linkHost) ?? candidates[0];
};

/** An event with a Teams link cannot be made one without: https://learn.microsoft.com/en-us/graph/outlook-calendar-online-meetings */
const isStuck = (
  { location, conference }: Plannable,
  before: CalendarEntry,
  role: CalendarEntry['role'],
): boolean =>
  conference?.kind === 'teams' &&
  conference.state !== 'failed' &&
  carriesLink(before, 'teams') &&
  !carriesLink({ ...before, role }, location?.kind);

const staying = (
  booking: Plannable,
  { leaves, ...entry }: CalendarEntry,
  role: CalendarEntry['role'],
): CalendarEntry => ({ ...entry, role, ...(isStuck(booking, entry, role) && { renew: true }) });

/** An event of the host's own, which is theirs alone to change. */
const writtenEntry = (
  booking: Plannable,
  connection: Connection,
  { role, eventIdOf }: { readonly role: 'organizer' | 'own'; readonly eventIdOf: EventIdOf },
): CalendarEntry => {
  const { userId, id, feedId, calendarId, state } = connection;
  const present = booking.calendars[userId];
  const isTheirs = present !== undefined && present.role !== 'copy' && present.connectionId === id;
  if (isTheirs && isReached(connection, present.feedId)) return staying(booking, present, role);
  // An id that was used in a calendar that is gone is used nowhere else.
  const generation = isTheirs && present.calendarId !== calendarId ? present.generation + 1 : 0;
  return {
    role,
    platform: calendarPlatformOf(connection),
    connectionId: id,
    feedId,
    calendarId,
    generation,
    eventId: eventIdOf(booking.id, userId, generation),
    state: state === 'connected' ? 'pending' : 'parked',
    attempts: 0,
  };
};

/** The provider puts it into the main calendar of whoever is invited. */
const copyEntry = (organizer: CalendarEntry, connection: Connection): CalendarEntry => {
  const { id, feedId, calendarId } = mainCalendar(connection);
  return {
    role: 'copy',
    platform: calendarPlatformOf(connection),
    connectionId: id,
    feedId,
    calendarId,
    generation: organizer.generation,
    eventId: organizer.eventId,
    state: 'pending',
    attempts: 0,
  };
};

/** Entries of hosts who were taken off, whose event is not known to be gone. */
const leaving = ({ calendars, hosts }: Plannable): [string, CalendarEntry][] =>
  Object.entries(calendars)
    .filter(
      ([userId, { role, state }]) =>
        role !== 'copy' && state !== 'removed' && !hosts.some((host) => host.userId === userId),
    )
    .map(([userId, entry]) => [userId, { ...entry, leaves: true }]);

/** Google can invite without a mail of its own; Microsoft cannot. */
const isInvited = (organizer: CalendarEntry, connection: Connection): boolean =>
  organizer.platform === 'google_calendar' && calendarPlatformOf(connection) === 'google_calendar';

/** An event of their own stays one beside the organizer's: also of whoever was taken off and is back before it was gone. */
const coHostEntry = (
  booking: Plannable,
  organizer: CalendarEntry,
  connection: Connection,
  eventIdOf: EventIdOf,
): CalendarEntry => {
  const present = booking.calendars[connection.userId];
  const isTheirs = present?.connectionId === connection.id && present.state !== 'removed';
  if (isTheirs && present.role !== 'copy') return staying(booking, present, 'own');
  return isInvited(organizer, connection)
    ? copyEntry(organizer, connection)
    : writtenEntry(booking, connection, { role: 'own', eventIdOf });
};

const keepsEvent = (
  { calendars }: Plannable,
  userId: string,
  { eventId, state, renew }: CalendarEntry,
): boolean =>
  calendars[userId]?.role === 'organizer' &&
  calendars[userId].eventId === eventId &&
  state !== 'removed' &&
  !renew;

/**
 * Whose calendar carries the booking: the first host who can make the location's link organizes, else the first with a calendar;
 * beside a Google organizer other Google hosts are attendees of that event (`copy`), everybody else has one of their own. Throws `platform_not_connected` where nobody can make the link.
 */
export const planCalendars = (
  booking: Plannable,
  connections: readonly Connection[],
  eventIdOf: EventIdOf,
): CalendarPlan => {
  const { conference: own, meetings } = planConference(booking, connections);
  const candidates = booking.hosts.flatMap(({ userId }) => hostCalendar(booking, userId, connections) ?? []);
  const chosen = chooseOrganizer(booking, candidates, own?.hostId);
  const linked = (keepsLink: boolean) => own ?? eventConference(booking, keepsLink);
  if (booking.status !== 'confirmed')
    return { calendars: booking.calendars, conference: linked(false), meetings };
  const left = leaving(booking);
  if (chosen === undefined)
    return { calendars: Object.fromEntries(left), conference: linked(false), meetings };
  const organizer = writtenEntry(booking, chosen, { role: 'organizer', eventIdOf });
  const copies = candidates
    .filter((one) => one !== chosen)
    .map((one): [string, CalendarEntry] => [one.userId, coHostEntry(booking, organizer, one, eventIdOf)]);
  return {
    calendars: Object.fromEntries([...left, [chosen.userId, organizer], ...copies]),
    conference: linked(keepsEvent(booking, chosen.userId, organizer)),
    meetings,
  };
};
