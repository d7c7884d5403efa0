import { ICalAttendeeRole, ICalAttendeeStatus, ICalAttendeeType } from 'ical-generator';
import type { Rsvp } from '../../events/stored/booking.ts';
import { answerOf } from '../domain/answer-of.ts';
import type { Letter } from '../ports/letters.ts';
import { cleanName } from './clean-name.ts';

const PARTSTAT: Readonly<Record<Rsvp, ICalAttendeeStatus>> = {
  needs_action: ICalAttendeeStatus.NEEDSACTION,
  accepted: ICalAttendeeStatus.ACCEPTED,
  tentative: ICalAttendeeStatus.TENTATIVE,
  declined: ICalAttendeeStatus.DECLINED,
};

const rsvpOf = ({ reader, booking }: Letter): Rsvp => answerOf(booking, reader.person) ?? 'needs_action';

/** The reader as they take part in their own calendar. Answers by mail are not read, so none is asked for: people answer on their pages. */
export const calendarAttendee = (letter: Letter) => {
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
