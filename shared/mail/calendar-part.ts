import {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendar,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventStatus,
} from 'ical-generator';
import type { Rsvp } from '../../events/stored/booking.ts';
import { answerOf } from '../domain/answer-of.ts';
import type { Letter } from '../ports/letters.ts';
import { cleanName } from './clean-name.ts';

export interface CalendarPart {
  readonly method: 'REQUEST' | 'CANCEL';
  readonly content: string;
}

const PARTSTAT: Readonly<Record<Rsvp, ICalAttendeeStatus>> = {
  needs_action: ICalAttendeeStatus.NEEDSACTION,
  accepted: ICalAttendeeStatus.ACCEPTED,
  tentative: ICalAttendeeStatus.TENTATIVE,
  declined: ICalAttendeeStatus.DECLINED,
};

const rsvpOf = ({ reader, booking }: Letter): Rsvp => answerOf(booking, reader.person) ?? 'needs_action';

/** Answers by mail are not read, so none is asked for: people answer on their pages. */
const attendee = (letter: Letter) => {
  const { name, email } = letter.reader.to;
  return {
    name: cleanName(name),
    email,
    role: ICalAttendeeRole.REQ,
    type: ICalAttendeeType.INDIVIDUAL,
    status: PARTSTAT[rsvpOf(letter)],
    rsvp: false,
  };
};

const details = ({ mail, booking }: Letter) => {
  const { joinUrl, place } = mail.told;
  if (mail.kind === 'cancellation') return { ...(place && { location: place }) };
  const description = [joinUrl, booking.description]
    .filter((text) => text !== undefined && text !== '')
    .join('\n\n');
  const location = joinUrl ?? place;
  return {
    ...(location && { location }),
    ...(description && { description }),
    ...(joinUrl && { url: joinUrl }),
  };
};

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
  });
  calendar.createEvent({
    id: `${booking.id}@${from.address.slice(from.address.lastIndexOf('@') + 1)}`,
    sequence: mail.sequence,
    stamp: new Date(at),
    start: new Date(mail.told.start),
    end: new Date(mail.told.end),
    summary: mail.told.title,
    status: over ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    busystatus: over ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
    organizer: { name: from.name, email: from.address },
    attendees: [attendee(letter)],
    ...details(letter),
  });
  return { method, content: calendar.toString() };
};
