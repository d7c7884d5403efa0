import { randomBytes } from 'node:crypto';
import type { World } from '../world.ts';
import { ApiRefusal, accessDenied } from './api-refusal.ts';
import { type ApiAnswer, type ApiRequest, calendarOf } from './api-request.ts';
import { updateCopies } from './attendee-copies.ts';
import { type Response, UNANSWERED, type WritableEvent } from './event-fields.ts';
import { type EventDraft, newKey, type StoredEvent } from './event-store.ts';
import { propertiesOf } from './extended-properties.ts';
import { itemId } from './item-id.ts';
import { attendeesOf } from './mails.ts';
import { typeOf } from './series.ts';
import { shownEvent } from './shown-event.ts';
import { withMeeting } from './teams.ts';
import { readWritable, writeFields } from './write-fields.ts';

/** The server saves a new event once more by itself: another `changeKey`, another notification. */
const SECOND_SAVE_MS = 2000;
const ORGANIZER: Response = { ...UNANSWERED, response: 'organizer' };

const answer = (world: World, request: ApiRequest, event: StoredEvent): ApiAnswer => {
  const context = `${world.origin}/v1.0/$metadata#users('${request.account.oid}')/events/$entity`;
  const shown = shownEvent(world, { type: typeOf(event), event }, request.prefer);
  return { status: 201, body: { '@odata.context': context, ...shown } };
};

/** What a second POST with the same id gets is documented nowhere: three answers have been seen. */
const repeated = (world: World, request: ApiRequest, key: string): ApiAnswer => {
  const existing = world.events.get(request.account.oid, key);
  const { duplicateTransaction } = world.quirks;
  if (duplicateTransaction === 'existing' && existing) return answer(world, request, existing);
  throw new ApiRefusal({
    status: duplicateTransaction === '409' ? 409 : 400,
    code: 'ErrorDuplicateTransactionId',
    message:
      'Your request can\u2019t be completed. The TransactionId specified in the request has already been used to create a different event.',
    ...(existing && {
      more: { '@event.existingEventId': itemId(existing, request.prefer.isImmutable) },
    }),
  });
};

const draftOf = (world: World, request: ApiRequest, wanted: WritableEvent): EventDraft => {
  const { account } = request;
  const calendar = calendarOf(world, request);
  if (!calendar.canEdit) throw accessDenied();
  const fields = writeFields(undefined, wanted);
  const { transactionId } = wanted;
  return {
    mailbox: account.oid,
    calendarId: calendar.id,
    key: newKey(),
    generation: 0,
    iCalUId: `040000008200E00074C5B7101A82E008${randomBytes(24).toString('hex').toUpperCase()}`,
    organizer: { name: account.name, address: account.email },
    isOrganizer: true,
    responseStatus: ORGANIZER,
    createdAt: Date.now(),
    ...(transactionId && { transactionId }),
    properties: propertiesOf(wanted, {}),
    fields,
    isCancelled: false,
    gone: [],
  };
};

/** `POST …/events`: https://learn.microsoft.com/en-us/graph/api/user-post-events; whoever is an attendee is mailed at once. */
export const createEvent = (world: World, request: ApiRequest): ApiAnswer => {
  const { oid } = request.account;
  const wanted = readWritable(request.body);
  const key = wanted.transactionId ? world.transactions.get(`${oid} ${wanted.transactionId}`) : undefined;
  if (key !== undefined) return repeated(world, request, key);
  const event = world.events.put(
    withMeeting(world, request.account, draftOf(world, request, wanted), wanted),
  );
  if (event.transactionId !== undefined) world.transactions.set(`${oid} ${event.transactionId}`, event.key);
  world.mails.send('invitation', event, attendeesOf(event));
  updateCopies(world, event);
  world.jobs.after(SECOND_SAVE_MS, () => {
    const saved = world.events.get(event.mailbox, event.key);
    if (saved) world.events.put(saved);
  });
  return answer(world, request, event);
};
