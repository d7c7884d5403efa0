import type { Interval } from '../domain/busy-time.ts';
import { zoneOffsets } from '../domain/zone-offsets.ts';

const YEAR_MS = 366 * 86_400_000;
const MINUTES = 60_000;

const offsetText = (ms: number): string => {
  const minutes = Math.abs(ms) / MINUTES;
  const two = (value: number): string => String(Math.trunc(value)).padStart(2, '0');
  return `${ms < 0 ? '-' : '+'}${two(minutes / 60)}${two(minutes % 60)}`;
};

const wallText = (wall: number): string => new Date(wall).toISOString().replaceAll(/[-:]|\.\d{3}Z/gu, '');

/**
 * A zone as calendars read it (VTIMEZONE, RFC 5545 3.6.5): every change of its clock from a year before the interval to its end, one by one,
 * as no rule that we could write is right for every zone.
 */
export const timeZonePart = (zone: string, { start, end }: Interval): string => {
  const offsets = zoneOffsets(zone, { start: Date.parse(start) - YEAR_MS, end: Date.parse(end) });
  const least = Math.min(...offsets.map(({ offset }) => offset));
  const observances = offsets.flatMap(({ start: from, offset }, index) => {
    const before = offsets[index - 1]?.offset ?? offset;
    const name = offset > least ? 'DAYLIGHT' : 'STANDARD';
    return [
      `BEGIN:${name}`,
      `DTSTART:${wallText(from + before)}`,
      `TZOFFSETFROM:${offsetText(before)}`,
      `TZOFFSETTO:${offsetText(offset)}`,
      `END:${name}`,
    ];
  });
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...observances, 'END:VTIMEZONE'].join('\r\n');
};
