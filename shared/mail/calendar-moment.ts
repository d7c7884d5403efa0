import { DateTime } from 'luxon';
import type { Booking } from '../../events/stored/booking.ts';
import type { Interval } from '../domain/busy-time.ts';
import { wholeSeriesId } from '../domain/series-id.ts';
import { calendarUid } from './calendar-uid.ts';

type Meeting = Pick<Booking, 'id' | 'zone' | 'seriesId' | 'occurrence'>;

const inZone = (instant: string, zone: string): DateTime => DateTime.fromISO(instant, { zone });

/**
 * Which event of a calendar a meeting is, and when: one of its own, in UTC; or one occurrence (RECURRENCE-ID) of its series' event, in the
 * series' zone as that is. `address` is our verified one.
 */
export const calendarMoment = (
  { id, zone, seriesId, occurrence }: Meeting,
  { start, end }: Interval,
  address: string,
) => {
  if (seriesId === undefined || occurrence === undefined)
    return { id: calendarUid(id, address), start: new Date(start), end: new Date(end) };
  return {
    id: calendarUid(wholeSeriesId(seriesId), address),
    timezone: zone,
    recurrenceId: inZone(occurrence, zone),
    start: inZone(start, zone),
    end: inZone(end, zone),
  };
};
