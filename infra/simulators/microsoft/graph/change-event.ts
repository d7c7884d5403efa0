import { isDeepStrictEqual } from 'node:util';
import type { World } from '../world.ts';
import { badRequest } from './api-refusal.ts';
import { type ApiAnswer, type ApiRequest, checkIfMatch, itemOf } from './api-request.ts';
import { updateCopies } from './attendee-copies.ts';
import type { EventFields, WritableEvent } from './event-fields.ts';
import type { EventDraft, StoredEvent } from './event-store.ts';
import { momentOf } from './event-time.ts';
import { propertiesOf } from './extended-properties.ts';
import { attendeesOf } from './mails.ts';
import { type Item, instancesOf, typeOf } from './series.ts';
import { etagOf, shownEvent } from './shown-event.ts';
import { keepOrLoseMeeting, withMeeting } from './teams.ts';
import { readWritable, writeFields } from './write-fields.ts';

const startOf = ({ event }: Item): number => momentOf(event.fields.start).toMillis();

/** An occurrence may not jump over its neighbours. */
const checkNeighbours = ({ events }: World, draft: EventDraft): void => {
  const { instanceOf } = draft;
  const master = instanceOf && events.get(draft.mailbox, instanceOf.key);
  if (!(master && instanceOf)) return;
  const others = instancesOf(events, master).filter(({ event }) => event.key !== draft.key);
  const original = instanceOf.originalStart;
  const start = momentOf(draft.fields.start).toMillis();
  const isCrossed = others.some(({ event }) => {
    const stood = event.instanceOf?.originalStart ?? 0;
    const stands = startOf({ type: 'occurrence', event });
    return stood < original ? stands >= start : stands <= start;
  });
  if (isCrossed)
    throw badRequest(
      'ErrorOccurrenceCrossingBoundary',
      'Modified occurrence is crossing or overlapping adjacent occurrence.',
    );
};

/** A series that is moved or ruled anew begins without exceptions. */
const resetSeries = (world: World, before: EventDraft, after: EventDraft): EventDraft => {
  const rule = ({ start, end, recurrence }: EventFields): unknown[] => [start, end, recurrence];
  if (!before.fields.recurrence || isDeepStrictEqual(rule(before.fields), rule(after.fields))) return after;
  for (const exception of world.events.exceptionsOf(before)) world.events.forget(exception);
  return { ...after, gone: [] };
};

/** Only attendees changed: only they hear of it. Anything else goes to everybody. */
const mailChange = ({ mails }: World, before: EventDraft, after: EventDraft, wanted: WritableEvent): void => {
  if (!after.isOrganizer) return;
  const [old, now] = [attendeesOf(before), attendeesOf(after)];
  const isOnlyAttendees = Object.keys(wanted).every((name) => name === 'attendees');
  const isNew = (address: string): boolean => !old.includes(address);
  mails.send('invitation', after, now.filter(isNew));
  mails.send(
    'cancellation',
    after,
    old.filter((address) => !now.includes(address)),
  );
  if (!isOnlyAttendees)
    mails.send(
      'update',
      after,
      now.filter((address) => !isNew(address)),
    );
};

/** Applies a change to an item as it was found; an occurrence becomes an exception by it. */
const applyChange = (
  world: World,
  request: ApiRequest,
  { event }: Item,
  wanted: WritableEvent,
): StoredEvent => {
  const changed: EventDraft = {
    ...event,
    fields: writeFields(event.fields, event.instanceOf ? { ...wanted, recurrence: undefined } : wanted),
    properties: propertiesOf(wanted, event.properties),
  };
  checkNeighbours(world, changed);
  const kept = resetSeries(world, event, keepOrLoseMeeting(event, changed));
  const saved = world.events.put(withMeeting(world, request.account, kept, wanted));
  mailChange(world, event, saved, wanted);
  updateCopies(world, saved);
  return saved;
};

/** `PATCH …/events/{id}`: https://learn.microsoft.com/en-us/graph/api/event-update */
export const patchEvent = (world: World, request: ApiRequest): ApiAnswer => {
  const item = itemOf(world, request);
  checkIfMatch(request, etagOf(item.event));
  const event = applyChange(world, request, item, readWritable(request.body));
  const context = `${world.origin}/v1.0/$metadata#users('${request.account.oid}')/events/$entity`;
  return {
    body: { '@odata.context': context, ...shownEvent(world, { type: typeOf(event), event }, request.prefer) },
  };
};
