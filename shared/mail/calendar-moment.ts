import { DateTime } from 'luxon';
import type { Booking } from '../../events/stored/booking.ts';
import type { Interval } from '../domain/busy-time.ts';
import { wholeSeriesId } from '../domain/series-id.ts';
import { calendarUid } from './calendar-uid.ts';
import { ruleMoment } from './rule-moment.ts';

type Meeting = Pick<Booking, 'id' | 'zone' | 'seriesId' | 'occurrence' | 'skipped'>;

const inZone = (instant: string, zone: string): DateTime => DateTime.fromISO(instant, { zone });

/**
 * Which event of a calendar a meeting is, and when: one of its own, in UTC; or one occurrence of its series' event, in the series' zone as
 * that is, named as the rule has it (RECURRENCE-ID; RFC 5545, 3.8.4.4). `address` is our verified one.
 */
export const calendarMoment = (
  { id, zone, seriesId, occurrence, skipped }: Meeting,
  { start, end }: Interval,
  address: string,
) => {
  if (seriesId === undefined || occurrence === undefined)
    return { id: calendarUid(id, address), start: new Date(start), end: new Date(end) };
  return {
    id: calendarUid(wholeSeriesId(seriesId), address),
    timezone: zone,
    recurrenceId: skipped === undefined ? inZone(occurrence, zone) : ruleMoment(skipped),
    start: inZone(start, zone),
    end: inZone(end, zone),
  };
};
