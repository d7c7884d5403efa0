import { DateTime } from 'luxon';
import { invalidProperty } from './api-refusal.ts';
import { timeZoneNotSupported } from './prefer.ts';
import { ianaOf } from './zones.ts';

/** Wall time without an offset, in a zone by the name that its author used. */
export interface EventTime {
  readonly dateTime: string;
  readonly timeZone: string;
}

const WALL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(\.\d{1,7})?$/;

export const momentOf = ({ dateTime, timeZone }: EventTime): DateTime =>
  DateTime.fromISO(dateTime, { zone: ianaOf(timeZone) ?? 'UTC' });

/** https://learn.microsoft.com/en-us/graph/api/resources/datetimetimezone */
export const checkedTime = ({ dateTime, timeZone }: EventTime): EventTime => {
  if (ianaOf(timeZone) === undefined) throw timeZoneNotSupported(timeZone);
  const wall = dateTime.replace(/(?<=T\d{2}:\d{2}:\d{2})(\.\d{3})\d*$/, '$1');
  if (!(WALL.test(dateTime) && momentOf({ dateTime: wall, timeZone }).isValid)) throw invalidProperty();
  return { dateTime: wall, timeZone };
};

/** Seven decimals, whatever was written. */
const wallText = (at: DateTime): string => `${at.toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS")}0000`;

export const shownMoment = (ms: number, zone: string): EventTime => ({
  dateTime: wallText(DateTime.fromMillis(ms, { zone: ianaOf(zone) ?? 'UTC' })),
  timeZone: zone,
});

interface Timed {
  readonly start: EventTime;
  readonly end: EventTime;
  readonly isAllDay: boolean;
}

/** A whole day floats: it is midnight in whatever zone somebody asks for. */
export const shownTime = (time: EventTime, isAllDay: boolean, zone: string): EventTime =>
  isAllDay
    ? { dateTime: `${time.dateTime.slice(0, 10)}T00:00:00.0000000`, timeZone: zone }
    : shownMoment(momentOf(time).toMillis(), zone);

/** Epoch milliseconds; a whole day begins at midnight of the mailbox. */
export const spanOf = (
  { start, end, isAllDay }: Timed,
  mailboxZone: string,
): { from: number; to: number } => {
  const ms = (time: EventTime): number =>
    (isAllDay
      ? DateTime.fromISO(time.dateTime.slice(0, 10), { zone: mailboxZone })
      : momentOf(time)
    ).toMillis();
  return { from: ms(start), to: ms(end) };
};

export const checkSpan = ({ start, end, isAllDay }: Timed): void => {
  if (momentOf(end) < momentOf(start)) throw invalidProperty('The end of the event is before its start.');
  if (!isAllDay) return;
  const isMidnight = [start, end].every(({ dateTime }) => /T00:00(:00(\.0+)?)?$/.test(dateTime));
  if (!isMidnight || start.timeZone !== end.timeZone || start.dateTime === end.dateTime)
    throw invalidProperty(
      'The Event.Start and Event.End of an all-day event must be midnight of different days in the same time zone.',
    );
};
