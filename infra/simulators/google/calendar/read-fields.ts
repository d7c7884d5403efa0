import { z } from 'zod';
import type { Calendar } from '../accounts.ts';
import { invalid, required, timeRangeEmpty } from './api-refusal.ts';
import { type Attendee, type EventFields, eventFields } from './event-fields.ts';
import type { EventDraft } from './event-store.ts';
import { type EventTime, msOf, normalTime } from './event-time.ts';
import type { Json } from './json.ts';
import { parseRecurrence } from './recurrence.ts';
import { seriesZone } from './series.ts';

const address = z.email();

const parsed = (body: Json): EventFields => {
  const { success, data, error } = eventFields.safeParse(body);
  if (success) return data;
  const [issue] = error.issues;
  throw invalid(`Invalid value for: ${issue?.path.join('.') ?? 'event'}`);
};

/** https://developers.google.com/workspace/calendar/api/concepts/events-calendars#recurring_events */
const checkRecurrence = ({ recurrence, start, end }: EventFields): void => {
  if (!recurrence || start?.date !== undefined) return;
  if (!start?.timeZone) throw required('Missing time zone definition for start time.');
  if (!end?.timeZone) throw required('Missing time zone definition for end time.');
};

const checkOrder = (start: EventTime, end: EventTime, zone: string): void => {
  if ((start.date === undefined) !== (end.date === undefined)) throw invalid('Invalid start time.');
  const length = msOf(end, zone) - msOf(start, zone);
  if (length < 0 || (length === 0 && start.date !== undefined)) throw timeRangeEmpty('end');
};

const guestList = (attendees: readonly Attendee[]): Attendee[] => {
  const wrong = attendees.find(({ email }) => !address.safeParse(email).success);
  if (wrong) throw invalid('Invalid attendee email.');
  const guests = attendees.map((guest) => ({ ...guest, email: guest.email.toLowerCase() }));
  return [...new Map(guests.map((guest) => [guest.email, guest])).values()];
};

/** A body as a whole event; what it lacks gets Google's default. */
export const readFields = (body: Json, { zone }: Calendar): EventDraft['fields'] => {
  const fields = parsed(body);
  checkRecurrence(fields);
  const start = normalTime(fields.start, 'start', zone);
  const end = normalTime(fields.end, 'end', zone);
  checkOrder(start, end, zone);
  if (fields.recurrence) parseRecurrence(fields.recurrence, seriesZone(start));
  const { recurrence, attendees, ...rest } = fields;
  return {
    ...rest,
    start,
    end,
    ...(recurrence && recurrence.length > 0 && { recurrence }),
    ...(attendees && attendees.length > 0 && { attendees: guestList(attendees) }),
  };
};
