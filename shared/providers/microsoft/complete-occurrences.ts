import { MicrosoftEvent } from '../../../events/provider/microsoft/event.ts';
import type { CalendarAccess } from '../../ports/calendar-provider.ts';
import { ProviderError } from '../../ports/provider-error.ts';
import { eventPath } from './calendar-path.ts';
import { askGraph, type GraphAccess } from './client.ts';

const isBare = ({ type, showAs }: MicrosoftEvent): boolean => type === 'occurrence' && showAs === undefined;

const masterOf = async (
  graph: GraphAccess,
  access: CalendarAccess,
  id: string,
): Promise<MicrosoftEvent | undefined> => {
  try {
    return await askGraph(graph, { method: 'GET', path: eventPath(access, id) }, MicrosoftEvent);
  } catch (error) {
    // A series that ended while it was told of.
    if (error instanceof ProviderError && error.verdict === 'gone') return undefined;
    throw error;
  }
};

/** Its own are the ids and the times; the rest is what its series says. */
const completed = (occurrence: MicrosoftEvent, master: MicrosoftEvent | undefined): MicrosoftEvent => {
  const { id, type, seriesMasterId, start, end, '@odata.etag': etag } = occurrence;
  const own = { id, type, seriesMasterId, start, end, '@odata.etag': etag };
  return master ? { ...master, ...own } : { ...own, isCancelled: true };
};

/**
 * In a round of changes an occurrence has its times only, and its series stands beside it, or is asked for. Without it a meeting that
 * comes again would take no time: https://learn.microsoft.com/en-us/graph/delta-query-events
 */
export const completeOccurrences = async (
  graph: GraphAccess,
  access: CalendarAccess,
  events: readonly MicrosoftEvent[],
): Promise<MicrosoftEvent[]> => {
  const masters = new Map<string, MicrosoftEvent | undefined>(
    events.filter(({ type }) => type === 'seriesMaster').map((event) => [event.id, event]),
  );
  for (const { seriesMasterId } of events.filter(isBare))
    if (seriesMasterId && !masters.has(seriesMasterId))
      masters.set(seriesMasterId, await masterOf(graph, access, seriesMasterId));
  return events.map((event) =>
    isBare(event) ? completed(event, masters.get(event.seriesMasterId ?? '')) : event,
  );
};
