import { DateTime, IANAZone } from 'luxon';
import { z } from 'zod';
import { invalid, required } from './api-refusal.ts';

/** Either a whole day or an instant with a zone. */
export const eventTime = z.object({
  date: z.string().optional(),
  dateTime: z.string().optional(),
  timeZone: z.string().optional(),
});
export type EventTime = z.infer<typeof eventTime>;

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/i;
const HAS_OFFSET = /(Z|[+-]\d{2}:\d{2})$/i;

const isoSeconds = (time: DateTime): string =>
  time.set({ millisecond: 0 }).toISO({ suppressMilliseconds: true }) ?? '';

export const instantText = (ms: number, zone: string): string =>
  isoSeconds(DateTime.fromMillis(ms, { zone }));

const checkZone = (zone: string | undefined): void => {
  if (zone !== undefined && !IANAZone.isValidZone(zone))
    throw invalid('Invalid time zone definition.', 'timeZone');
};

const dayOf = (date: string, which: string): EventTime => {
  if (!(DAY.test(date) && DateTime.fromISO(date).isValid)) throw invalid(`Invalid ${which} time.`);
  return { date };
};

const instantOf = (dateTime: string, zone: string | undefined, which: string): number => {
  if (!INSTANT.test(dateTime)) throw invalid(`Invalid ${which} time.`);
  if (!HAS_OFFSET.test(dateTime) && zone === undefined)
    throw required(`Missing time zone definition for ${which} time.`);
  const time = DateTime.fromISO(dateTime, { zone: zone ?? 'UTC' });
  if (!time.isValid) throw invalid(`Invalid ${which} time.`);
  return time.toMillis();
};

/** `date` or `dateTime`, never both; an instant keeps the zone it was given in, or gets the calendar's. */
export const normalTime = (
  time: EventTime | undefined,
  which: 'start' | 'end',
  calendarZone: string,
): EventTime => {
  const { date, dateTime, timeZone } = time ?? {};
  if (date === undefined && dateTime === undefined) throw required(`Missing ${which} time.`);
  if (date !== undefined && dateTime !== undefined) throw invalid(`Invalid ${which} time.`);
  checkZone(timeZone);
  if (date !== undefined) return dayOf(date, which);
  const at = instantOf(dateTime ?? '', timeZone, which);
  return { dateTime: instantText(at, 'UTC'), timeZone: timeZone ?? calendarZone };
};

/** A whole day begins at midnight of the calendar's zone. */
export const msOf = ({ date, dateTime }: EventTime, calendarZone: string): number =>
  date === undefined ? Date.parse(dateTime ?? '') : DateTime.fromISO(date, { zone: calendarZone }).toMillis();

export const shownTime = (time: EventTime, zone: string): EventTime =>
  time.dateTime === undefined
    ? time
    : {
        dateTime: instantText(Date.parse(time.dateTime), zone),
        ...(time.timeZone && { timeZone: time.timeZone }),
      };

/** A bound of a query: RFC 3339 with an offset, whose fractions do not count. */
export const boundMs = (text: string, parameter: string): number => {
  if (!(INSTANT.test(text) && HAS_OFFSET.test(text))) throw invalid('Bad Request', parameter);
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw invalid('Bad Request', parameter);
  return Math.floor(ms / 1000) * 1000;
};
