import { zoneMidnight } from './zone-midnight.ts';

interface Timed {
  readonly start?: string;
  readonly end?: string;
  readonly allDay?: { readonly start: string; readonly end: string };
}

/** When an event is, as UTC instants; whole days are read in the calendar's own zone. Undefined: it says no time. */
export const eventTimes = (
  { start, end, allDay }: Timed,
  zone: string,
): { readonly start: string; readonly end: string } | undefined => {
  if (start !== undefined && end !== undefined) return { start, end };
  if (allDay === undefined) return undefined;
  const [from, to] = [zoneMidnight(allDay.start, zone), zoneMidnight(allDay.end, zone)];
  if (Number.isNaN(from) || Number.isNaN(to)) return undefined;
  return { start: new Date(from).toISOString(), end: new Date(to).toISOString() };
};
