import { GoogleEvent } from '../../../events/provider/google/event.ts';
import type { GoogleEventsPage } from '../../../events/provider/google/events-page.ts';
import type { GoogleFreeBusy } from '../../../events/provider/google/free-busy.ts';
import type { Attendee, BusyInterval, CalendarEvent, ChangePage } from '../../ports/calendar-provider.ts';
import { ProviderError } from '../../ports/provider-error.ts';

const RSVP = {
  needsAction: 'needs_action',
  accepted: 'accepted',
  tentative: 'tentative',
  declined: 'declined',
} as const;

const PRIVATE = new Set(['private', 'confidential']);

const utcOf = (text: string | undefined): string | undefined => {
  const ms = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
};

/** Without both ends there is no time at all: a missing one is never "now". */
const timesOf = ({ start, end }: GoogleEvent): Pick<CalendarEvent, 'start' | 'end' | 'allDay'> => {
  if (start?.date !== undefined && end?.date !== undefined)
    return { allDay: { start: start.date, end: end.date } };
  const from = utcOf(start?.dateTime);
  const to = utcOf(end?.dateTime);
  return from === undefined || to === undefined ? {} : { start: from, end: to };
};

/** People only: rooms are attendees too, and the owner's own answer is told apart. */
const attendeesOf = ({ attendees }: GoogleEvent): Attendee[] =>
  attendees.flatMap(({ email, displayName, responseStatus, self, resource }) =>
    self || resource || email === undefined
      ? []
      : [{ email, ...(displayName !== undefined && { name: displayName }), rsvp: RSVP[responseStatus] }],
  );

const conferenceOf = ({ conferenceData, hangoutLink }: GoogleEvent): CalendarEvent['conference'] => {
  const joinUrl =
    conferenceData?.entryPoints?.find(({ entryPointType }) => entryPointType === 'video')?.uri ?? hangoutLink;
  if (joinUrl !== undefined) return { state: 'ready', joinUrl };
  const status = conferenceData?.createRequest?.status.statusCode;
  if (status === undefined) return undefined;
  return { state: status === 'failure' ? 'failed' : 'pending' };
};

const detailsOf = (event: GoogleEvent) => ({
  title: event.summary,
  place: event.location,
  etag: event.etag,
  updated: utcOf(event.updated),
  iCalUid: event.iCalUID,
  htmlLink: event.htmlLink,
  written: event.extendedProperties?.private.meridianWritten,
  conference: conferenceOf(event),
});

type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** Absent rather than undefined, so that whole values compare. */
const present = <T extends object>(fields: T): Present<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;

/** One of Google's events in our words. */
export const interpretEvent = (event: GoogleEvent): CalendarEvent => {
  const own = event.attendees.find(({ self }) => self);
  const exists = event.status !== 'cancelled';
  return {
    id: event.id,
    exists,
    ...timesOf(event),
    busy: exists && event.transparency !== 'transparent' && own?.responseStatus !== 'declined',
    isPrivate: PRIVATE.has(event.visibility ?? ''),
    attendees: attendeesOf(event),
    ...(own && { ownRsvp: RSVP[own.responseStatus] }),
    ...present(detailsOf(event)),
  };
};

/** A page of a list; an item without an id is none. */
export const interpretPage = ({
  items,
  timeZone,
  nextPageToken,
  nextSyncToken,
}: GoogleEventsPage): ChangePage => ({
  events: items.flatMap((item) => {
    const { success, data } = GoogleEvent.safeParse(item);
    return success ? [interpretEvent(data)] : [];
  }),
  ...present({ nextPage: nextPageToken, cursor: nextSyncToken, zone: timeZone }),
});

/** Busy time of one of the calendars that were asked about. Throws where Google cannot tell: unknown is never free. */
export const interpretFreeBusy = ({ calendars }: GoogleFreeBusy, id: string): readonly BusyInterval[] => {
  const calendar = calendars[id];
  const word = calendar === undefined ? 'no calendar in the answer' : calendar.errors[0]?.reason;
  if (calendar === undefined || word !== undefined)
    throw new ProviderError(word === 'notFound' ? 'gone' : 'transient', { word: word ?? 'no calendar' });
  return calendar.busy.map(({ start, end }) => ({
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
  }));
};
