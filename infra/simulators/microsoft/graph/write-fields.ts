import { badRequest, invalidProperty } from './api-refusal.ts';
import {
  type Attendee,
  type EventFields,
  UNANSWERED,
  type WritableEvent,
  writableEvent,
} from './event-fields.ts';
import { checkedTime, checkSpan } from './event-time.ts';
import { checkRecurrence } from './recurrence.ts';

const BLANK: Omit<EventFields, 'start' | 'end'> = {
  subject: '',
  html: '',
  isAllDay: false,
  locations: [],
  attendees: [],
  sensitivity: 'normal',
  showAs: 'busy',
  importance: 'normal',
  categories: [],
  reminderMinutesBeforeStart: 15,
  isReminderOn: true,
  responseRequested: true,
  allowNewTimeProposals: true,
  hideAttendees: false,
  recurrence: null,
};

/** What a body asks for; a wrong type is told as Graph tells it, at the first place. */
export const readWritable = (body: unknown): WritableEvent => {
  const { success, data, error } = writableEvent.safeParse(body ?? {});
  if (success) return data;
  const [issue] = error.issues;
  throw badRequest(
    'RequestBodyRead',
    `${issue?.path.join('.') ?? 'body'}: ${issue?.message ?? 'is invalid'}`,
  );
};

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\r?\n/g, '<br>');

/** Outlook keeps every body as a whole HTML page. */
const htmlOf = ({ contentType, content }: NonNullable<WritableEvent['body']>): string => {
  if (content === '') return '';
  const inner = contentType === 'text' ? `<div class="PlainText">${escaped(content)}</div>` : content;
  return /<html/i.test(inner) ? inner : `<html><head></head><body>${inner}</body></html>`;
};

/** Who is named again keeps the answer given before. */
const attendeesOf = (
  wanted: NonNullable<WritableEvent['attendees']>,
  before: readonly Attendee[],
): Attendee[] =>
  wanted.map(({ type, emailAddress: { name, address } }) => {
    const same = before.find((each) => each.emailAddress.address.toLowerCase() === address.toLowerCase());
    return { type, emailAddress: { name: name ?? address, address }, status: same?.status ?? UNANSWERED };
  });

/** `location` replaces all of `locations`. */
const locationsOf = ({ location, locations }: WritableEvent): EventFields['locations'] | undefined => {
  if (location === null) return [];
  return location === undefined ? locations : [location];
};

/** What is not mentioned stays. */
export const writeFields = (before: EventFields | undefined, wanted: WritableEvent): EventFields => {
  const start = wanted.start ? checkedTime(wanted.start) : before?.start;
  const end = wanted.end ? checkedTime(wanted.end) : before?.end;
  if (!(start && end)) throw invalidProperty('The event needs a start and an end.');
  const { body, attendees, recurrence } = wanted;
  const base = { ...BLANK, ...before, start, end };
  const plain = Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => value !== undefined && name in BLANK),
  );
  const fields: EventFields = {
    ...base,
    ...plain,
    html: body ? htmlOf(body) : base.html,
    locations: locationsOf(wanted) ?? base.locations,
    attendees: attendees ? attendeesOf(attendees, base.attendees) : base.attendees,
    recurrence: recurrence === undefined ? base.recurrence : recurrence,
  };
  checkSpan(fields);
  if (fields.recurrence) checkRecurrence(fields.recurrence);
  return fields;
};
