import { type Calendar, isAtLeast, type Role } from '../accounts.ts';
import { shownConference } from './conference.ts';
import type { Attendee } from './event-fields.ts';
import type { StoredEvent } from './event-store.ts';
import { type EventTime, shownTime } from './event-time.ts';

/** Who looks, from which calendar, and what they asked for. */
interface View {
  readonly account: { readonly email: string };
  readonly calendar: Calendar;
  readonly role: Role;
  readonly query: URLSearchParams;
  readonly origin: string;
}
type Shown = Record<string, unknown>;

export const zoneOf = ({ query, calendar }: Pick<View, 'query' | 'calendar'>): string =>
  query.get('timeZone') ?? calendar.zone;

/** What a feed of changes says of something gone, and no more. */
export const tombstone = (
  { id, instanceOf }: { id: string; instanceOf?: { id: string; originalStart: EventTime } },
  zone: string,
): Shown => ({
  id,
  status: 'cancelled',
  ...(instanceOf && {
    recurringEventId: instanceOf.id,
    originalStartTime: shownTime(instanceOf.originalStart, zone),
  }),
});

const shownAttendees = ({ fields, organizer }: StoredEvent, { calendar, query }: View): Shown => {
  const { attendees } = fields;
  if (!attendees) return {};
  const shown = attendees.map((guest: Attendee) => ({
    ...guest,
    ...(guest.email === organizer.email && { organizer: true }),
    ...(guest.email === calendar.id && { self: true }),
  }));
  const most = query.get('maxAttendees');
  if (most === null || shown.length <= Number(most)) return { attendees: shown };
  return { attendees: shown.filter(({ email }) => email === calendar.id), attendeesOmitted: true };
};

const frame = (event: StoredEvent, view: View): Shown => {
  const { id, etag, created, updated, fields, iCalUID, sequence, instanceOf } = event;
  const zone = zoneOf(view);
  return {
    kind: 'calendar#event',
    etag,
    id,
    status: fields.status,
    htmlLink: `${view.origin}/ui/${encodeURIComponent(view.account.email)}#${encodeURIComponent(id)}`,
    created,
    updated,
    start: shownTime(fields.start, zone),
    end: shownTime(fields.end, zone),
    ...(instanceOf && {
      recurringEventId: instanceOf.id,
      originalStartTime: shownTime(instanceOf.originalStart, zone),
    }),
    iCalUID,
    sequence,
    eventType: fields.eventType,
    ...(fields.visibility && { visibility: fields.visibility }),
    ...(fields.transparency === 'transparent' && { transparency: fields.transparency }),
  };
};

const isHidden = ({ fields }: StoredEvent, role: Role): boolean => {
  if (role === 'freeBusyReader') return true;
  const isPrivate = fields.visibility === 'private' || fields.visibility === 'confidential';
  return isPrivate && !isAtLeast(role, 'writer');
};

/** To readers a private event is a block of time without details. */
export const shownEvent = (event: StoredEvent, view: View): Shown => {
  const isCancelledInstance = event.instanceOf && event.fields.status === 'cancelled';
  if (isCancelledInstance)
    return { kind: 'calendar#event', etag: event.etag, ...tombstone(event, zoneOf(view)) };
  if (isHidden(event, view.role)) return { ...frame(event, view), visibility: 'private' };
  const { start: _start, end: _end, transparency: _transparency, source, ...fields } = event.fields;
  const isMine = (email: string): Shown => (email === view.calendar.id ? { self: true } : {});
  const { creator, organizer } = event;
  return {
    ...frame(event, view),
    ...fields,
    ...(source && creator.email === view.account.email && { source }),
    creator: { ...creator, ...isMine(creator.email) },
    organizer: { ...organizer, ...isMine(organizer.email) },
    ...shownAttendees(event, view),
    ...shownConference(event.conference),
  };
};
