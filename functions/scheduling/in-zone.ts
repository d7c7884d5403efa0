import { DateTime } from 'luxon';

/** An instant as RFC 3339 with the zone's own offset; an interval likewise. */
export const inZone = <T extends { readonly start: string; readonly end: string }>(
  zone: string,
  interval: T,
): T => {
  const local = (instant: string): string => DateTime.fromISO(instant, { zone }).toISO() ?? instant;
  return { ...interval, start: local(interval.start), end: local(interval.end) };
};
