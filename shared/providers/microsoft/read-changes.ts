import { MicrosoftCollection } from '../../../events/provider/microsoft/collection.ts';
import { MicrosoftEvent, MicrosoftRemoved } from '../../../events/provider/microsoft/event.ts';
import type {
  CalendarAccess,
  CalendarEvent,
  CalendarProvider,
  ChangePage,
} from '../../ports/calendar-provider.ts';
import { ProviderError } from '../../ports/provider-error.ts';
import { calendarPath, MAIN } from './calendar-path.ts';
import { askGraph, type GraphAccess, relativeLink } from './client.ts';
import { completeOccurrences } from './complete-occurrences.ts';
import { interpretEvent } from './interpret.ts';

type GraphFor = (access: CalendarAccess) => GraphAccess;

/** Nothing but times, opaque ids and one's own answer leaves Microsoft. */
const TIMES =
  'start,end,isAllDay,showAs,isCancelled,isOrganizer,responseStatus,type,seriesMasterId,transactionId';
const TITLES = `${TIMES},subject,sensitivity`;
const MOST = '500';
const DAY_MS = 86_400_000;
/** How much longer than what is kept the window of a cursor is: it does not move on with the days. */
const AHEAD_MS = 31 * DAY_MS;

/** Only a hint: an event outside the window is told so too when it is made, and so is one that was moved out of it. */
const removed = (id: string): CalendarEvent => ({
  id,
  exists: false,
  busy: false,
  isPrivate: false,
  attendees: [],
});

type Told = { readonly gone: string } | { readonly event: MicrosoftEvent };

const toldBy = (item: unknown): [id: string, told: Told][] => {
  const gone = MicrosoftRemoved.safeParse(item);
  if (gone.success) return [[gone.data.id, { gone: gone.data.id }]];
  const { data } = MicrosoftEvent.safeParse(item);
  return data === undefined ? [] : [[data.id, { event: data }]];
};

/** The order says nothing, but of one event the last word counts. */
const eventsOf = async (graph: GraphAccess, items: readonly unknown[]): Promise<CalendarEvent[]> => {
  const told = [...new Map(items.flatMap(toldBy)).values()];
  const living = told.flatMap((each) => ('event' in each ? [each.event] : []));
  const complete = await completeOccurrences(graph, living);
  const gone = told.flatMap((each) => ('gone' in each ? [removed(each.gone)] : []));
  return [...complete.map(interpretEvent), ...gone];
};

const pageAt = async (graph: GraphAccess, path: string): Promise<ChangePage> => {
  const answer = await askGraph(graph, { method: 'GET', path }, MicrosoftCollection);
  const { value, '@odata.nextLink': next, '@odata.deltaLink': delta } = answer;
  return {
    events: await eventsOf(graph, value),
    ...(next !== undefined && { nextPage: relativeLink(graph, next) }),
    ...(delta !== undefined && { cursor: relativeLink(graph, delta) }),
  };
};

/** A calendar as it is now: series as their single meetings, each complete. */
export const readView =
  (graphFor: GraphFor): CalendarProvider['readView'] =>
  (access, { start, end }, page, timesOnly = false) => {
    const $select = timesOnly ? TIMES : TITLES;
    const query = { startDateTime: start, endDateTime: end, $select, $top: MOST };
    return pageAt(graphFor(access), page ?? calendarPath(access, 'calendarView', query));
  };

/** Rounds of changes are documented for the main calendar only: whether there are any of another one, the first call tells. */
const hasNone = (error: unknown, { calendarId }: CalendarAccess): boolean =>
  error instanceof ProviderError && error.verdict === 'ours' && calendarId !== MAIN;

/** One page of a round that tells of everything; its window reaches further than what is asked for. */
const firstRound = async (
  graph: GraphAccess,
  access: CalendarAccess,
  { start, end }: { readonly start: string; readonly end: string },
  page: string | undefined,
): Promise<ChangePage> => {
  const cursorEnds = new Date(Date.parse(end) + AHEAD_MS).toISOString();
  const query = { startDateTime: start, endDateTime: cursorEnds };
  const told = await pageAt(graph, page ?? calendarPath(access, 'calendarView/delta', query));
  return told.cursor === undefined ? told : { ...told, cursorEnds };
};

/**
 * The window is frozen in the cursor. Where only times may be known there is no cursor at all: Graph's rounds of changes cannot be asked
 * for less than whole events.
 */
export const readWindow =
  (graphFor: GraphFor): CalendarProvider['readWindow'] =>
  async (access, window, page, timesOnly = false) => {
    if (timesOnly) return readView(graphFor)(access, window, page, timesOnly);
    try {
      return await firstRound(graphFor(access), access, window, page);
    } catch (error) {
      if (page === undefined && hasNone(error, access)) return readView(graphFor)(access, window);
      throw error;
    }
  };

/** A stored link that is refused is worth nothing any more, whatever the word; whether there still is a calendar, a new one tells. */
const REFUSED = new Set<ProviderError['verdict']>(['ours', 'gone']);

const asCursor = (error: unknown): unknown =>
  error instanceof ProviderError && REFUSED.has(error.verdict)
    ? new ProviderError('cursor', { word: error.word, cause: error })
    : error;

export const changesSince =
  (graphFor: GraphFor): CalendarProvider['changesSince'] =>
  async (access, cursor, page, timesOnly = false) => {
    if (timesOnly) throw new ProviderError('cursor', { word: 'no cursor for times' });
    try {
      return await pageAt(graphFor(access), page ?? cursor);
    } catch (error) {
      throw asCursor(error);
    }
  };
