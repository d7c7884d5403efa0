import { ICalCalendar, ICalCalendarMethod, ICalEventBusyStatus, ICalEventStatus } from 'ical-generator';
import type { Letter } from '../ports/letters.ts';
import { calendarAttendee } from './calendar-attendee.ts';
import { calendarDetails } from './calendar-details.ts';
import { calendarMoment } from './calendar-moment.ts';
import { calendarZone } from './calendar-zone.ts';

export interface CalendarPart {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly content: string;
}

/**
 * The meeting for the reader's calendar: REQUEST or CANCEL (RFC 5546) with our UID, stable for the booking's life.
 * Undefined for readers whose calendar gets it otherwise.
 */
export const calendarPart = (
  letter: Letter,
  from: { name: string; address: string },
): CalendarPart | undefined => {
  const { mail, booking, at } = letter;
  if (!mail.told.invited || mail.kind === 'reminder') return undefined;
  const over = mail.kind === 'cancellation';
  const method = over ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
  const calendar = new ICalCalendar({
    method,
    prodId: { company: 'Meridian', product: 'Meridian', language: letter.reader.to.locale.toUpperCase() },
    timezone: calendarZone(mail.told),
  });
  calendar.createEvent({
    ...calendarMoment(booking, mail.told, from.address),
    sequence: mail.sequence,
    stamp: new Date(at),
    summary: mail.told.title,
    status: over ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    busystatus: over ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
    organizer: { name: from.name, email: from.address },
    attendees: [calendarAttendee(letter)],
    ...(over
      ? mail.told.place && { location: mail.told.place }
      : calendarDetails(mail.told, booking.description)),
  });
  return { method, content: calendar.toString() };
};
