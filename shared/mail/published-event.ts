import { ICalCalendar, ICalCalendarMethod, ICalEventBusyStatus, ICalEventStatus } from 'ical-generator';
import type { CalendarFile, CalendarFiles } from '../ports/calendar-files.ts';
import { calendarDetails } from './calendar-details.ts';
import { calendarMoment } from './calendar-moment.ts';
import { calendarZone } from './calendar-zone.ts';
import { cleanName } from './clean-name.ts';
import { wordsOf } from './words-of.ts';

const organizerName = ({ hosts: [host], settings: { brand }, reader }: CalendarFile): string => {
  const sender = brand.fromName ?? brand.name;
  return cleanName(host ? wordsOf(reader.to.locale).via(host.name, sender) : sender);
};

/** Files for calendars, in the name of our verified address: without attendees, as RFC 5546 wants of what is published (3.2.1). */
export const publishedEvents = (address: string): CalendarFiles => ({
  write: (file) => {
    const { told, booking, sequence, at, reader } = file;
    const isOver = told.status === 'cancelled';
    const calendar = new ICalCalendar({
      method: isOver ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
      prodId: { company: 'Meridian', product: 'Meridian', language: reader.to.locale.toUpperCase() },
      timezone: calendarZone(told),
    });
    calendar.createEvent({
      ...calendarMoment(booking, told, address),
      sequence,
      stamp: new Date(at),
      summary: told.title,
      status: isOver ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      busystatus: isOver ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
      organizer: { name: organizerName(file), email: address },
      ...(isOver ? {} : calendarDetails(told, booking.description)),
    });
    return calendar.toString();
  },
});
