import { DateTime } from 'luxon';
import { MicrosoftEvent } from '../../../events/provider/microsoft/event.ts';
import { mergeBusy } from '../../domain/busy-time.ts';
import type { BusyInterval } from '../../ports/calendar-provider.ts';
import { ProviderError } from '../../ports/provider-error.ts';
import { allPages } from './all-pages.ts';
import { calendarPath } from './calendar-path.ts';
import type { GraphAccess } from './client.ts';
import { interpretEvent } from './interpret.ts';
import { ianaZoneOf } from './zones.ts';

const SELECT = 'start,end,isAllDay,showAs,isCancelled,responseStatus,type,originalStartTimeZone';
const MOST = '1000';
const EARLIEST = 'UTC+14';
const LATEST = 'UTC-12';

const midnight = (date: string, zone: string): string =>
  new Date(DateTime.fromISO(date, { zone }).toMillis()).toISOString();

/** A whole day is one of whoever entered it; where their zone is not told, it is a day of everywhere. */
const wholeDays = ({ start, end }: BusyInterval, named: string | undefined): BusyInterval => {
  const zone = named === undefined ? undefined : ianaZoneOf(named);
  const isTold = zone !== undefined && zone !== 'UTC';
  return { start: midnight(start, isTold ? zone : EARLIEST), end: midnight(end, isTold ? zone : LATEST) };
};

/** Throws for one that cannot be read: unknown is never free. */
const busyOf = (item: unknown): BusyInterval[] => {
  const { data, error } = MicrosoftEvent.safeParse(item);
  if (data === undefined) throw new ProviderError('transient', { word: 'unreadable event', cause: error });
  const { busy, start, end, allDay } = interpretEvent(data);
  if (!busy) return [];
  if (allDay !== undefined) return [wholeDays(allDay, data.originalStartTimeZone)];
  if (start === undefined || end === undefined)
    throw new ProviderError('transient', { word: 'event without times' });
  return [{ start, end }];
};

/** From each calendar's own view: `getSchedule` knows neither personal accounts nor any calendar but the main one. */
export const freeBusy = async (
  graph: GraphAccess,
  calendarIds: readonly string[],
  start: string,
  end: string,
): Promise<readonly BusyInterval[]> => {
  const busy: BusyInterval[] = [];
  const window = { startDateTime: start, endDateTime: end };
  // One after the other: a mailbox takes four calls at a time, of everybody.
  for (const calendarId of calendarIds) {
    const path = calendarPath({ calendarId }, 'calendarView', { ...window, $select: SELECT, $top: MOST });
    busy.push(...(await allPages(graph, path)).flatMap(busyOf));
  }
  return mergeBusy(busy);
};
