import { ICalCalendar, ICalCalendarMethod, ICalEventBusyStatus, ICalEventStatus } from 'ical-generator';
import { DateTime } from 'luxon';
import { RecurrenceRule } from '../../events/http/recurrence-rule.ts';
import type { Told } from '../../events/stored/notice.ts';
import { expandRecurrence } from '../domain/expand-recurrence.ts';
import type { SeriesLetter, SeriesMeeting } from '../ports/series-letters.ts';
import { calendarAttendee } from './calendar-attendee.ts';
import { calendarDetails } from './calendar-details.ts';
import { calendarMoment } from './calendar-moment.ts';
import type { CalendarPart } from './calendar-part.ts';
import { calendarUid } from './calendar-uid.ts';
import { calendarZone } from './calendar-zone.ts';

interface Live extends SeriesMeeting {
  readonly told: Told;
}

const isLive = (meeting: SeriesMeeting): meeting is Live =>
  meeting.told?.status === 'confirmed' && meeting.told.invited;

/** When a meeting begins by the rule, as the rule's zone writes it: also where its clock skips that time. */
const wallText = (
  instant: string,
  { zone, skipped }: { zone: string; skipped?: string | undefined },
): string =>
  DateTime.fromISO(skipped ?? instant, { zone: skipped === undefined ? zone : 'utc' }).toFormat(
    "yyyyLLdd'T'HHmmss",
  );

/** The rule with the days that are none of the reader's: COUNT, not UNTIL, which some read in another zone. */
const recurrence = ({ series }: SeriesLetter, live: readonly Live[]): string => {
  const { rule, start, zone } = series;
  const { occurrences } = expandRecurrence({ rule: RecurrenceRule.parse(rule), start, zone, except: [] });
  const there = new Set(
    live.map(({ booking: { occurrence, start: at, skipped } }) =>
      wallText(occurrence ?? at, { zone, skipped }),
    ),
  );
  const all = occurrences.map((each) =>
    wallText(new Date(each.start).toISOString(), { zone, skipped: each.skipped }),
  );
  const excluded = all.filter((each) => !there.has(each));
  const parts = rule.split(';').filter((part) => !/^(?:COUNT|UNTIL)=/u.test(part));
  return [
    `RRULE:${[...parts, `COUNT=${occurrences.length}`].join(';')}`,
    ...(excluded.length > 0 ? [`EXDATE;TZID=${zone}:${excluded.join(',')}`] : []),
  ].join('\r\n');
};

/**
 * The whole series for the reader's calendar as one event: its rule, without the days that are not theirs, and each meeting as an
 * occurrence, since each has its own link and may be moved. Once none is left, it is cancelled as a whole. Undefined for readers whose
 * calendar gets it otherwise.
 */
export const seriesCalendar = (
  letter: SeriesLetter,
  from: { name: string; address: string },
): CalendarPart | undefined => {
  const { letters, series, meetings } = letter;
  const [lead] = letters;
  if (!letters.some(({ mail }) => mail.told.invited)) return undefined;
  const live = meetings.filter(isLive);
  const method = live.length === 0 ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
  const begins = DateTime.fromISO(series.start, { zone: series.zone });
  const until = meetings.at(-1)?.booking.end ?? lead.mail.told.end;
  const calendar = new ICalCalendar({
    method,
    prodId: { company: 'Meridian', product: 'Meridian', language: lead.reader.to.locale.toUpperCase() },
    timezone: calendarZone({ start: begins.toUTC().toISO() ?? until, end: until }),
  });
  const common = {
    id: calendarUid(series.id, from.address),
    sequence: lead.mail.sequence,
    stamp: new Date(lead.at),
    organizer: { name: from.name, email: from.address },
    attendees: [calendarAttendee(lead)],
  };
  calendar.createEvent({
    ...common,
    timezone: series.zone,
    start: begins,
    end: begins.plus({ milliseconds: series.lengthMs }),
    summary: lead.mail.told.title,
    status: live.length === 0 ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    busystatus: live.length === 0 ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
    repeating: live.length === 0 ? null : recurrence(letter, live),
  });
  for (const { booking, told } of live)
    calendar.createEvent({
      ...common,
      ...calendarMoment(booking, told, from.address),
      summary: told.title,
      status: ICalEventStatus.CONFIRMED,
      busystatus: ICalEventBusyStatus.BUSY,
      ...calendarDetails(told, booking.description),
    });
  return { method, content: calendar.toString() };
};
