import { MicrosoftEvent } from '../../../events/provider/microsoft/event.ts';
import { ProviderError } from '../../ports/provider-error.ts';
import { eventPath } from './calendar-path.ts';
import { askGraph, type GraphAccess } from './client.ts';

/** An exception is said to come complete; where it does not, it is no less busy than its series. */
const isBare = ({ type, showAs }: MicrosoftEvent): boolean =>
  (type === 'occurrence' || type === 'exception') && showAs === undefined;

/** What an occurrence takes over from its series. */
const MASTER = 'isAllDay,isCancelled,showAs,sensitivity,subject,isOrganizer,responseStatus,type';

const masterOf = async (graph: GraphAccess, id: string): Promise<MicrosoftEvent | undefined> => {
  try {
    return await askGraph(graph, { method: 'GET', path: eventPath(id, { $select: MASTER }) }, MicrosoftEvent);
  } catch (error) {
    // A series that ended while it was told of.
    if (error instanceof ProviderError && error.verdict === 'gone') return undefined;
    throw error;
  }
};

/** Whatever it does not say itself is what its series says; the key of a series that was one event of ours is not its own. */
const completed = (occurrence: MicrosoftEvent, master: MicrosoftEvent | undefined): MicrosoftEvent => {
  if (master === undefined) return { ...occurrence, isCancelled: true };
  const { transactionId: _, singleValueExtendedProperties: __, ...series } = master;
  const own = Object.entries(occurrence).filter(([, value]) => value !== undefined);
  return MicrosoftEvent.parse({ ...series, ...Object.fromEntries(own) });
};

/**
 * In a round of changes an occurrence has its times only, and its series stands beside it, or is asked for. Without it a meeting that
 * comes again would take no time: https://learn.microsoft.com/en-us/graph/delta-query-events
 */
export const completeOccurrences = async (
  graph: GraphAccess,
  events: readonly MicrosoftEvent[],
): Promise<MicrosoftEvent[]> => {
  const masters = new Map<string, MicrosoftEvent | undefined>(
    events.filter(({ type }) => type === 'seriesMaster').map((event) => [event.id, event]),
  );
  for (const { seriesMasterId } of events.filter(isBare))
    if (seriesMasterId && !masters.has(seriesMasterId))
      masters.set(seriesMasterId, await masterOf(graph, seriesMasterId));
  return events.map((event) =>
    isBare(event) ? completed(event, masters.get(event.seriesMasterId ?? '')) : event,
  );
};
