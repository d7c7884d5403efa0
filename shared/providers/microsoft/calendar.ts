import * as z from 'zod';
import { MicrosoftCollection } from '../../../events/provider/microsoft/collection.ts';
import { MicrosoftEvent } from '../../../events/provider/microsoft/event.ts';
import type { CalendarAccess, CalendarEvent, CalendarProvider } from '../../ports/calendar-provider.ts';
import type { Clock } from '../../ports/clock.ts';
import { ProviderError } from '../../ports/provider-error.ts';
import { listCalendars } from './calendar-list.ts';
import { calendarPath, eventPath } from './calendar-path.ts';
import { askGraph, type GraphAccess } from './client.ts';
import { freeBusy } from './free-busy.ts';
import { interpretEvent } from './interpret.ts';
import { listOwnEvents } from './list-own-events.ts';
import { expandMarks, filterByMark, markIn } from './marks.ts';
import { changesSince, readView, readWindow } from './read-changes.ts';
import { renewWatch, unwatch, watch } from './watch.ts';
import { changeEvent, createEvent } from './write-event.ts';

interface Deps {
  readonly clock: Clock;
  /** One origin that stands in for Graph's; absent in production. */
  readonly baseUrl?: string | undefined;
}

interface MicrosoftCalendar extends CalendarProvider {
  /** Verdict `gone` for a subscription that has ended: there has to be a new one. */
  renewWatch(
    access: CalendarAccess,
    channel: { readonly resourceId: string },
  ): Promise<{ readonly expiresAt: string }>;
}

type GraphFor = (access: Pick<CalendarAccess, 'accessToken'>) => GraphAccess;

const EVENT =
  'start,end,isAllDay,isCancelled,showAs,sensitivity,subject,location,lastModifiedDateTime,iCalUId,isOrganizer,responseStatus,attendees,isOnlineMeeting,onlineMeeting,webLink,type,seriesMasterId,transactionId';
const SHOWN = { $select: EVENT, $expand: expandMarks('MeridianWritten', 'MeridianKey') };

const removeEvent =
  (graphFor: GraphFor): CalendarProvider['removeEvent'] =>
  async (access, eventId, { etag } = {}) => {
    const headers = etag === undefined ? {} : { 'If-Match': etag };
    const call = { method: 'DELETE', path: eventPath(eventId), headers } as const;
    try {
      await askGraph(graphFor(access), call, z.unknown());
    } catch (error) {
      if (!(error instanceof ProviderError && error.verdict === 'gone')) throw error;
    }
  };

const find = async (
  graph: GraphAccess,
  access: CalendarAccess,
  $filter: string,
): Promise<MicrosoftEvent[]> => {
  const path = calendarPath(access, 'events', { ...SHOWN, $filter });
  const { value } = await askGraph(graph, { method: 'GET', path }, MicrosoftCollection);
  return value.flatMap((item) => {
    const { data } = MicrosoftEvent.safeParse(item);
    return data === undefined || data.isCancelled ? [] : [data];
  });
};

const findByUid = (graph: GraphAccess, access: CalendarAccess, iCalUid: string): Promise<MicrosoftEvent[]> =>
  find(graph, access, `iCalUId eq '${iCalUid.replaceAll("'", "''")}'`);

const first = ([event]: readonly MicrosoftEvent[]): CalendarEvent | undefined =>
  event && interpretEvent(event);

/** Outlook's calendars through Microsoft Graph, judged by Graph's documented codes; it repeats no call by itself. */
export const microsoftCalendar = ({ clock, baseUrl }: Deps): MicrosoftCalendar => {
  const graphFor: GraphFor = ({ accessToken }) => ({ accessToken, baseUrl });
  return {
    namesEvents: true,
    createEvent: createEvent(graphFor),
    changeEvent: changeEvent(graphFor),
    removeEvent: removeEvent(graphFor),
    getEvent: async (access, eventId) => {
      const path = eventPath(eventId, SHOWN);
      return interpretEvent(await askGraph(graphFor(access), { method: 'GET', path }, MicrosoftEvent));
    },
    findByICalUid: async (access, iCalUid) => first(await findByUid(graphFor(access), access, iCalUid)),
    liesIn: async (access, { id, iCalUid }) =>
      iCalUid === undefined ||
      (await findByUid(graphFor(access), access, iCalUid)).some((event) => event.id === id),
    findOwnEvent: async (access, wantedId) => {
      const found = await find(graphFor(access), access, filterByMark('MeridianKey', wantedId));
      return first(found.filter((event) => markIn(event, 'MeridianKey') === wantedId));
    },
    freeBusy: (accessToken, ...question) => freeBusy(graphFor({ accessToken }), ...question),
    listCalendars: (accessToken) => listCalendars(graphFor({ accessToken })),
    changesSince: changesSince(graphFor),
    readWindow: readWindow(graphFor),
    readView: readView(graphFor),
    listOwnEvents: listOwnEvents(graphFor),
    watchesAccount: true,
    watch: watch(graphFor, clock),
    renewWatch: renewWatch(graphFor, clock),
    unwatch: unwatch(graphFor),
  };
};
