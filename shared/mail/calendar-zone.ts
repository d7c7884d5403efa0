import type { Interval } from '../domain/busy-time.ts';
import { timeZonePart } from './time-zone-part.ts';

/** What a calendar has to bring along so that its events’ zone is understood; it has none itself. */
export const calendarZone = (interval: Interval) => ({
  name: null,
  generator: (zone: string): string => timeZonePart(zone, interval),
});
