import { randomBytes } from 'node:crypto';
import type { Calendar } from '../accounts.ts';
import type { World } from '../world.ts';
import { ApiRefusal, invalid, required } from './api-refusal.ts';
import { type ApiAnswer, type ApiRequest, accessTo } from './api-request.ts';
import { completeConference } from './complete-conference.ts';
import type { EventDraft } from './event-store.ts';
import { updateCopies } from './guest-copies.ts';
import { isJsonObject, type Json, mergePatch } from './json.ts';
import { readFields } from './read-fields.ts';
import { saveEvent } from './save-event.ts';
import { shownEvent } from './shown-event.ts';
import { bodyOf, checkWriteOptions, conferenceAfter, countExternalGuests } from './write-options.ts';

const ID = /^[a-v0-9]{5,1024}$/;
const ALPHABET = '0123456789abcdefghijklmnopqrstuv';

const newId = (): string => [...randomBytes(26)].map((byte) => ALPHABET[byte % 32]).join('');

const textAt = (body: Json, name: string): string | undefined => {
  const value = isJsonObject(body) ? body[name] : undefined;
  return typeof value === 'string' ? value : undefined;
};

const duplicate = (): ApiRefusal =>
  new ApiRefusal({ status: 409, reason: 'duplicate', message: 'The requested identifier already exists.' });

/** The id alphabet is base32hex; a deleted event keeps its id taken. */
const identify = (
  { events }: World,
  { id: calendarId }: Calendar,
  body: Json,
): { id: string; iCalUID: string } => {
  const given = textAt(body, 'id');
  const uid = textAt(body, 'iCalUID');
  if (given !== undefined && uid !== undefined) throw invalid('Specify either id or iCalUID, not both.');
  if (given !== undefined && !ID.test(given)) throw invalid('Invalid resource id value.');
  const id = given ?? newId();
  const isTaken = events.get(calendarId, id) !== undefined;
  const isUidTaken = uid !== undefined && events.all(calendarId).some(({ iCalUID }) => iCalUID === uid);
  if (isTaken || isUidTaken) throw duplicate();
  return { id, iCalUID: uid ?? `${id}@google.com` };
};

export const organizerOf = ({ id, summary, primaryOf }: Calendar): EventDraft['organizer'] =>
  primaryOf === undefined ? { email: id, displayName: summary } : { email: id };

/** https://developers.google.com/workspace/calendar/api/v3/reference/events/insert */
export const insertEvent = (world: World, request: ApiRequest): ApiAnswer => {
  const { calendar, role } = accessTo(world, request, 'writer');
  checkWriteOptions(request);
  const body = mergePatch({}, bodyOf(request));
  const names = identify(world, calendar, body);
  const fields = readFields(body, calendar);
  if (fields.eventType === 'fromGmail') throw invalid('Cannot create an event of type fromGmail.');
  countExternalGuests(
    world,
    request,
    (fields.attendees ?? []).map(({ email }) => email),
  );
  const where = { id: names.id, calendarId: calendar.id, owner: request.account };
  const conference = conferenceAfter(request, where, 'keep');
  const draft: EventDraft = {
    ...names,
    calendarId: calendar.id,
    creator: { email: request.account.email },
    organizer: organizerOf(calendar),
    created: new Date().toISOString(),
    sequence: 0,
    fields,
    ...(conference && { conference }),
  };
  const saved = saveEvent(world, draft);
  updateCopies(world, saved);
  completeConference(world, saved);
  return { body: shownEvent(saved, { ...request, calendar, role, origin: world.origin }) };
};

const importedOrganizer = (body: Json, calendar: Calendar): EventDraft['organizer'] => {
  const organizer = isJsonObject(body) ? body.organizer : undefined;
  const email = organizer === undefined ? undefined : textAt(organizer, 'email');
  return email === undefined ? organizerOf(calendar) : { email: email.toLowerCase() };
};

/** A private copy of somebody's event: nobody is invited by it. */
export const importEvent = (world: World, request: ApiRequest): ApiAnswer => {
  const { calendar, role } = accessTo(world, request, 'writer');
  const body = mergePatch({}, bodyOf(request));
  const iCalUID = textAt(body, 'iCalUID');
  if (iCalUID === undefined) throw required('Missing iCalUID.');
  const fields = readFields(body, calendar);
  if (fields.eventType !== 'default') throw invalid('Only events of type default can be imported.');
  const before = world.events.all(calendar.id).find((each) => each.iCalUID === iCalUID);
  const saved = saveEvent(world, {
    id: before?.id ?? newId(),
    iCalUID,
    calendarId: calendar.id,
    creator: { email: request.account.email },
    organizer: importedOrganizer(body, calendar),
    created: before?.created ?? new Date().toISOString(),
    sequence: 0,
    fields,
  });
  return { body: shownEvent(saved, { ...request, calendar, role, origin: world.origin }) };
};
