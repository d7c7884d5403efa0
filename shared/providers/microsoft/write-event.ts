import { MicrosoftEvent } from '../../../events/provider/microsoft/event.ts';
import type {
  CalendarAccess,
  CalendarEvent,
  CalendarProvider,
  WantedEvent,
} from '../../ports/calendar-provider.ts';
import { ProviderError } from '../../ports/provider-error.ts';
import { calendarPath, eventPath } from './calendar-path.ts';
import { askGraph, type GraphAccess } from './client.ts';
import { contentWith, eventBody, timesIn } from './event-body.ts';
import { interpretEvent } from './interpret.ts';
import { propertyOf } from './marks.ts';

type GraphFor = (access: CalendarAccess) => GraphAccess;
type Write = (wanted: WantedEvent, times: object) => Promise<MicrosoftEvent>;

const MEETING = { isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' };
const ZONE_WORDS = new Set(['TimeZoneNotSupportedException', 'ErrorPropertyValidationFailure']);

const isAbout = (error: unknown, words: ReadonlySet<string>): boolean =>
  error instanceof ProviderError && words.has(error.word);

/** The instant is what counts: a zone that this mailbox does not take is left out. */
const inZone = async (write: Write, wanted: WantedEvent): Promise<MicrosoftEvent> => {
  try {
    return await write(wanted, timesIn(wanted, wanted.zone));
  } catch (error) {
    if (!isAbout(error, ZONE_WORDS)) throw error;
    return write(wanted, timesIn(wanted, 'UTC'));
  }
};

/** The marks are not repeated in the answer. */
const writtenAs = (event: MicrosoftEvent, { marker }: WantedEvent): CalendarEvent => ({
  ...interpretEvent(event),
  ...(marker.written !== undefined && { written: marker.written }),
});

/** Whoever has no licence for Teams is refused the whole event for it, or gets none without a word; a meeting must not fail for its link. */
const withMeeting = async (write: Write, wanted: WantedEvent): Promise<CalendarEvent> => {
  const { conferenceRequestId, ...plain } = wanted;
  const failed = { conference: { state: 'failed' } } as const;
  try {
    const event = writtenAs(await inZone(write, wanted), wanted);
    const isSilent = conferenceRequestId !== undefined && event.conference === undefined;
    return isSilent ? { ...event, ...failed } : event;
  } catch (error) {
    const isRefused = error instanceof ProviderError && error.verdict === 'ours';
    if (!isRefused || conferenceRequestId === undefined) throw error;
    return { ...writtenAs(await inZone(write, plain), plain), ...failed };
  }
};

/**
 * Graph chooses the id: `wanted.id` is the transaction that is carried out once only, and kept as a mark. Verdict `conflict` where it
 * was carried out before.
 */
export const createEvent =
  (graphFor: GraphFor): CalendarProvider['createEvent'] =>
  (access, wanted) => {
    const write: Write = (each, times) => {
      const { singleValueExtendedProperties: marks, ...fields } = eventBody(
        each,
        each.description === undefined ? undefined : contentWith(each.description),
      );
      const body = {
        ...fields,
        ...times,
        showAs: 'busy',
        transactionId: each.id,
        singleValueExtendedProperties: [...marks, { id: propertyOf('MeridianKey'), value: each.id }],
        ...(each.conferenceRequestId !== undefined && MEETING),
      };
      const path = calendarPath(access, 'events');
      return askGraph(graphFor(access), { method: 'POST', path, body }, MicrosoftEvent);
    };
    return withMeeting(write, wanted);
  };

const lookAt = async (graph: GraphAccess, wanted: WantedEvent, etag: string) => {
  const isNeeded =
    wanted.description !== undefined || wanted.invites || wanted.conferenceRequestId !== undefined;
  if (!isNeeded) return undefined;
  const path = eventPath(wanted.id, { $select: 'body,attendees,isOnlineMeeting' });
  const present = await askGraph(graph, { method: 'GET', path }, MicrosoftEvent);
  if (present['@odata.etag'] !== etag) throw new ProviderError('stale', { word: 'changed since' });
  return present;
};

/** The list is replaced whole: rooms stay in it. */
const withRooms = (body: ReturnType<typeof eventBody>, present: MicrosoftEvent | undefined) => {
  if (!body.attendees) return body;
  const rooms = (present?.attendees ?? []).filter(({ type }) => type === 'resource');
  const kept = rooms.map(({ type, emailAddress }) => ({ type, emailAddress }));
  return { ...body, attendees: [...body.attendees, ...kept] };
};

/** `wanted.id` is Graph's own id here. Once an event is an online meeting it stays one, and is asked for no more. */
export const changeEvent =
  (graphFor: GraphFor): CalendarProvider['changeEvent'] =>
  async (access, wanted, etag) => {
    const graph = graphFor(access);
    const present = await lookAt(graph, wanted, etag);
    const write: Write = (each, times) => {
      const content = each.description === undefined ? undefined : contentWith(each.description, present);
      const isAsked = each.conferenceRequestId !== undefined && !present?.isOnlineMeeting;
      const body = { ...withRooms(eventBody(each, content), present), ...times, ...(isAsked && MEETING) };
      const call = { method: 'PATCH', path: eventPath(wanted.id), body } as const;
      return askGraph(graph, { ...call, headers: { 'If-Match': etag } }, MicrosoftEvent);
    };
    return withMeeting(write, wanted);
  };
