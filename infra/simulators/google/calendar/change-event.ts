import { isDeepStrictEqual } from 'node:util';
import type { Calendar } from '../accounts.ts';
import type { World } from '../world.ts';
import { ApiRefusal, forbiddenForNonOrganizer, invalid, notFound } from './api-refusal.ts';
import { type ApiAnswer, type ApiRequest, accessTo } from './api-request.ts';
import { completeConference } from './complete-conference.ts';
import { type Attendee, PERSONAL_FIELDS } from './event-fields.ts';
import type { EventDraft, StoredEvent } from './event-store.ts';
import { isOrganizers, respond, updateCopies } from './guest-copies.ts';
import { type Json, mergePatch, toJson } from './json.ts';
import { readFields } from './read-fields.ts';
import { saveEvent } from './save-event.ts';
import { findEvent } from './series.ts';
import { shownEvent } from './shown-event.ts';
import { bodyOf, checkWriteOptions, conferenceAfter, countExternalGuests } from './write-options.ts';

type Fields = EventDraft['fields'];
type How = 'patch' | 'update';

const PERSONAL = new Set<string>([...PERSONAL_FIELDS, 'attendees', 'extendedProperties', 'attendeesOmitted']);

export const checkMatch = ({ ifMatch }: ApiRequest, { etag }: StoredEvent): void => {
  if (ifMatch === undefined || ifMatch === '*' || ifMatch === etag) return;
  throw new ApiRefusal({
    status: 412,
    reason: 'conditionNotMet',
    message: 'Precondition Failed',
    locationType: 'header',
    location: 'If-Match',
  });
};

const sharedOf = (fields: Fields): unknown =>
  toJson(Object.fromEntries(Object.entries(fields).filter(([name]) => !PERSONAL.has(name))));

const differs = (names: readonly (keyof Fields)[], before: Fields, after: Fields): boolean =>
  names.some((name) => !isDeepStrictEqual(before[name], after[name]));

const isOnlyReminders = (before: Fields, after: Fields): boolean =>
  isDeepStrictEqual({ ...before, reminders: undefined }, { ...after, reminders: undefined }) &&
  !isDeepStrictEqual(before.reminders, after.reminders);

const organizerChanges = (
  world: World,
  request: ApiRequest,
  change: { before: StoredEvent; fields: Fields; how: How },
): StoredEvent => {
  const { before, fields, how } = change;
  const known = new Set((before.fields.attendees ?? []).map(({ email }) => email));
  const invited = (fields.attendees ?? []).map(({ email }) => email).filter((email) => !known.has(email));
  countExternalGuests(world, request, invited);
  const where = { ...before, owner: request.account, before: before.conference };
  const conference = conferenceAfter(request, where, how === 'patch' ? 'keep' : 'remove');
  const { conference: _before, ...kept } = before;
  const isMoved = differs(['start', 'end', 'recurrence', 'location'], before.fields, fields);
  const draft: EventDraft = {
    ...kept,
    fields,
    sequence: before.sequence + (isMoved ? 1 : 0),
    ...(conference && { conference }),
  };
  const keepsUpdated =
    isDeepStrictEqual(before.conference, conference) && isOnlyReminders(before.fields, fields);
  const saved = saveEvent(world, draft, keepsUpdated);
  updateCopies(world, saved);
  if (conference !== before.conference) completeConference(world, saved);
  return saved;
};

const others = (attendees: readonly Attendee[] | undefined, self: string): string[] =>
  (attendees ?? []).map(({ email }) => email).filter((email) => email !== self);

/** A guest may colour, remind, and answer for themselves; the rest is the organizer's. */
const guestChanges = (world: World, before: StoredEvent, fields: Fields): StoredEvent => {
  const self = before.calendarId;
  const known = others(before.fields.attendees, self);
  const isInviting = others(fields.attendees, self).some((email) => !known.includes(email));
  if (isInviting || !isDeepStrictEqual(sharedOf(before.fields), sharedOf(fields)))
    throw forbiddenForNonOrganizer();
  const { attendees, ...own } = fields;
  const answer = attendees?.find(({ email }) => email === self);
  const earlier = before.fields.attendees?.find(({ email }) => email === self);
  const isAnswer = answer !== undefined && !isDeepStrictEqual(answer, earlier);
  const kept = { ...own, ...(before.fields.attendees && { attendees: before.fields.attendees }) };
  const copy =
    isAnswer && isDeepStrictEqual(kept, before.fields)
      ? before
      : saveEvent(world, { ...before, fields: kept });
  if (isAnswer) respond(world, copy, answer);
  return world.events.get(self, before.id) ?? copy;
};

const editable = ({ fields }: StoredEvent, how: How, body: Json): Json =>
  how === 'patch' ? mergePatch(toJson(fields), body) : mergePatch({}, body);

const fieldsAfter = (before: StoredEvent, calendar: Calendar, changed: Json): Fields => {
  const fields = readFields(changed, calendar);
  if (before.instanceOf && fields.recurrence) throw invalid('An instance cannot recur.');
  if (fields.eventType !== before.fields.eventType) throw invalid('The event type cannot be changed.');
  if (before.fields.status === 'cancelled' && fields.status === 'cancelled')
    throw new ApiRefusal({ status: 403, reason: 'forbidden', message: 'Forbidden' });
  return fields;
};

/** PATCH and PUT: https://developers.google.com/workspace/calendar/api/v3/reference/events/patch */
export const changeEvent = (world: World, request: ApiRequest, how: How): ApiAnswer => {
  const { calendar, role } = accessTo(world, request, 'writer');
  checkWriteOptions(request);
  const before = findEvent(world.events, calendar.id, request.eventId);
  if (!before) throw notFound();
  checkMatch(request, before);
  if (how === 'update' && before.fields.status === 'cancelled')
    throw new ApiRefusal({ status: 403, reason: 'forbidden', message: 'Forbidden' });
  const fields = fieldsAfter(before, calendar, editable(before, how, bodyOf(request)));
  const saved = isOrganizers(before)
    ? organizerChanges(world, request, { before, fields, how })
    : guestChanges(world, before, fields);
  return { body: shownEvent(saved, { ...request, calendar, role, origin: world.origin }) };
};
