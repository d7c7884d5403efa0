import type { MicrosoftEvent } from '../../../events/provider/microsoft/event.ts';
import type { Attendee, CalendarEvent } from '../../ports/calendar-provider.ts';
import { markIn } from './marks.ts';

const RSVP = {
  none: 'needs_action',
  notResponded: 'needs_action',
  organizer: 'accepted',
  accepted: 'accepted',
  tentativelyAccepted: 'tentative',
  declined: 'declined',
} as const;

const PRIVATE = new Set(['private', 'confidential']);
/** Whoever works elsewhere can be met: Outlook counts it so. */
const FREE = new Set(['free', 'workingElsewhere']);

const utcOf = (text: string | undefined): string | undefined => {
  const ms = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
};

/** Without an offset in the text it would be read as local time. */
const instantOf = (when: MicrosoftEvent['start']): string | undefined =>
  when?.timeZone === 'UTC' ? utcOf(`${when.dateTime}Z`) : undefined;

/** Without both ends there is no time at all. A whole day floats: it is midnight in whatever zone somebody asks for. */
const timesOf = ({
  start,
  end,
  isAllDay,
}: MicrosoftEvent): Pick<CalendarEvent, 'start' | 'end' | 'allDay'> => {
  if (start === undefined || end === undefined) return {};
  if (isAllDay) return { allDay: { start: start.dateTime.slice(0, 10), end: end.dateTime.slice(0, 10) } };
  const [from, to] = [instantOf(start), instantOf(end)];
  return from === undefined || to === undefined ? {} : { start: from, end: to };
};

/** People only: rooms are attendees too. */
const attendeesOf = ({ attendees = [] }: MicrosoftEvent): Attendee[] =>
  attendees.flatMap(({ type, status, emailAddress }) => {
    if (type === 'resource' || emailAddress === undefined) return [];
    const { address, name } = emailAddress;
    return [{ email: address, ...(name !== undefined && { name }), rsvp: RSVP[status.response] }];
  });

/** The link may come some seconds after the event. */
const conferenceOf = ({ isOnlineMeeting, onlineMeeting }: MicrosoftEvent): CalendarEvent['conference'] => {
  const joinUrl = onlineMeeting?.joinUrl ?? undefined;
  if (joinUrl !== undefined) return { state: 'ready', joinUrl };
  return isOnlineMeeting ? { state: 'pending' } : undefined;
};

const said = (text: string | null | undefined): string | undefined =>
  text === null || text === '' ? undefined : text;

/** What people have made in other apps may carry anything there. */
const KEY = /^[\da-f]{40}$/u;

const keyOf = (event: MicrosoftEvent): string | undefined => {
  const key = event.transactionId ?? markIn(event, 'MeridianKey');
  return key !== undefined && KEY.test(key) ? key : undefined;
};

const detailsOf = (event: MicrosoftEvent) => ({
  key: keyOf(event),
  title: said(event.subject),
  place: said(event.location?.displayName),
  etag: event['@odata.etag'],
  updated: utcOf(event.lastModifiedDateTime),
  iCalUid: said(event.iCalUId),
  seriesId: event.type === 'seriesMaster' ? event.id : said(event.seriesMasterId),
  htmlLink: event.webLink,
  written: markIn(event, 'MeridianWritten'),
  conference: conferenceOf(event),
  ownRsvp:
    event.isOrganizer === false && event.responseStatus ? RSVP[event.responseStatus.response] : undefined,
});

type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** Absent rather than undefined, so that whole values compare. */
const present = <T extends object>(fields: T): Present<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;

/** A series itself takes no time: its occurrences do. */
const isBusy = ({ isCancelled, showAs = 'busy', type, responseStatus }: MicrosoftEvent): boolean =>
  !isCancelled && !FREE.has(showAs) && type !== 'seriesMaster' && responseStatus?.response !== 'declined';

/** One of Graph's events in our words; its times have to be in UTC. */
export const interpretEvent = (event: MicrosoftEvent): CalendarEvent => ({
  id: event.id,
  exists: !event.isCancelled,
  ...timesOf(event),
  busy: isBusy(event),
  isPrivate: PRIVATE.has(event.sensitivity ?? ''),
  attendees: attendeesOf(event),
  ...present(detailsOf(event)),
});
