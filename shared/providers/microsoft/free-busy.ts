import { MicrosoftEvent } from '../../../events/provider/microsoft/event.ts';
import { mergeBusy } from '../../domain/busy-time.ts';
import { eventTimes } from '../../domain/event-times.ts';
import type { BusyInterval } from '../../ports/calendar-provider.ts';
import { ProviderError } from '../../ports/provider-error.ts';
import { allPages } from './all-pages.ts';
import { calendarPath } from './calendar-path.ts';
import type { GraphAccess } from './client.ts';
import { interpretEvent } from './interpret.ts';

const SELECT = 'start,end,isAllDay,showAs,isCancelled,responseStatus,type';
const MOST = '1000';

/** Throws for one that cannot be read: unknown is never free. */
const busyOf =
  (zone: string) =>
  (item: unknown): BusyInterval[] => {
    const { data, error } = MicrosoftEvent.safeParse(item);
    if (data === undefined) throw new ProviderError('transient', { word: 'unreadable event', cause: error });
    const event = interpretEvent(data);
    if (!event.busy) return [];
    const times = eventTimes(event, zone);
    if (times === undefined) throw new ProviderError('transient', { word: 'event without times' });
    return [times];
  };

/** From each calendar's own view: `getSchedule` knows neither personal accounts nor any calendar but the main one. */
export const freeBusy = async (
  graph: GraphAccess,
  calendarIds: readonly string[],
  { start, end }: BusyInterval,
  zone: string,
): Promise<readonly BusyInterval[]> => {
  const busy: BusyInterval[] = [];
  const window = { startDateTime: start, endDateTime: end };
  // One after the other: a mailbox takes four calls at a time, of everybody.
  for (const calendarId of calendarIds) {
    const path = calendarPath({ calendarId }, 'calendarView', { ...window, $select: SELECT, $top: MOST });
    busy.push(...(await allPages(graph, path)).flatMap(busyOf(zone)));
  }
  return mergeBusy(busy);
};
