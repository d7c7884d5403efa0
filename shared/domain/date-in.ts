import { DateTime } from 'luxon';

/** The date (`2027-01-05`) that the calendar of a zone shows at an instant, epoch milliseconds. */
export const dateIn = (zone: string, ms: number): string =>
  DateTime.fromMillis(ms, { zone }).toFormat('yyyy-MM-dd');
