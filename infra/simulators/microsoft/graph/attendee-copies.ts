import { isDeepStrictEqual } from 'node:util';
import type { Account } from '../accounts.ts';
import type { World } from '../world.ts';
import type { Response } from './event-fields.ts';
import { type EventDraft, newKey, type StoredEvent } from './event-store.ts';

const NOT_RESPONDED: Response = { response: 'notResponded', time: '0001-01-01T00:00:00Z' };
/** An attendee's own: no change of the organizer's overwrites them. */
const PERSONAL = [
  'showAs',
  'categories',
  'reminderMinutesBeforeStart',
  'isReminderOn',
  'sensitivity',
] as const;

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** The same meeting in another mailbox; with an original start, that exception of it. */
const meetingIn = (
  { events }: World,
  mailbox: string,
  { iCalUId, originalStart }: { readonly iCalUId: string; readonly originalStart: number | undefined },
): StoredEvent | undefined =>
  events
    .all(mailbox)
    .find((each) => each.iCalUId === iCalUId && each.instanceOf?.originalStart === originalStart);

const counterpart = (world: World, mailbox: string, { iCalUId, instanceOf }: EventDraft) =>
  meetingIn(world, mailbox, { iCalUId, originalStart: instanceOf?.originalStart });

const isInvited = ({ fields, isCancelled }: EventDraft, { email }: Account): boolean =>
  !isCancelled && fields.attendees.some(({ emailAddress }) => isSame(emailAddress.address, email));

/** Into the default calendar, tentative until the attendee answers. */
const newCopy = (world: World, event: EventDraft, account: Account): EventDraft | undefined => {
  const { transactionId: _transaction, instanceOf, ...rest } = event;
  const calendar = world.accounts.calendar(account);
  if (!calendar || account.mailbox === 'none') return undefined;
  const master =
    instanceOf && meetingIn(world, account.oid, { iCalUId: event.iCalUId, originalStart: undefined });
  return {
    ...rest,
    mailbox: account.oid,
    calendarId: calendar.id,
    key: instanceOf && master ? `${master.key}.${instanceOf.originalStart}` : newKey(),
    generation: 0,
    isOrganizer: false,
    responseStatus: NOT_RESPONDED,
    createdAt: Date.now(),
    properties: {},
    fields: { ...event.fields, showAs: event.fields.showAs === 'free' ? 'free' : 'tentative' },
    ...(instanceOf && master && { instanceOf: { ...instanceOf, key: master.key } }),
  };
};

/** A series that is ruled anew begins without exceptions in everybody's calendar. */
const renewed = ({ events }: World, copy: StoredEvent, event: EventDraft): EventDraft => {
  const own = Object.fromEntries(PERSONAL.map((name) => [name, copy.fields[name]]));
  const { online: _before, ...rest } = copy;
  const rule = ({ fields: { start, recurrence } }: EventDraft): unknown[] => [start, recurrence];
  const isSameRule = isDeepStrictEqual(rule(copy), rule(event));
  if (!isSameRule) for (const exception of events.exceptionsOf(copy)) events.forget(exception);
  return {
    ...rest,
    gone: isSameRule ? copy.gone : event.gone,
    fields: { ...event.fields, ...own },
    ...(event.online && { online: event.online }),
  };
};

/** It stays in the attendee's calendar under another name, and blocks time there. */
const cancelCopy = ({ events }: World, copy: EventDraft): void => {
  const cancelled = (each: EventDraft): EventDraft => ({
    ...each,
    isCancelled: true,
    fields: { ...each.fields, subject: `Canceled: ${each.fields.subject}` },
  });
  for (const each of [copy, ...events.exceptionsOf(copy)]) if (!each.isCancelled) events.put(cancelled(each));
};

/** Only who has the series has to hear of an occurrence that is off. */
const hasSeries = (world: World, { iCalUId, instanceOf }: EventDraft, { oid }: Account): boolean =>
  instanceOf !== undefined && meetingIn(world, oid, { iCalUId, originalStart: undefined }) !== undefined;

const cancelFor = (world: World, event: EventDraft, account: Account): void => {
  const copy = counterpart(world, account.oid, event);
  const known = copy ?? (hasSeries(world, event, account) ? newCopy(world, event, account) : undefined);
  if (known) cancelCopy(world, copy ?? { ...known, isCancelled: false });
};

const updateCopy = (world: World, event: EventDraft, account: Account): void => {
  if (!isInvited(event, account)) {
    cancelFor(world, event, account);
    return;
  }
  const copy = counterpart(world, account.oid, event);
  const draft = copy ? renewed(world, copy, event) : newCopy(world, event, account);
  if (draft && !(copy && isDeepStrictEqual([copy.fields, copy.gone], [draft.fields, draft.gone])))
    world.events.put(draft);
};

/** Brings every attendee with a mailbox here up to date with the organizer's version. */
export const updateCopies = (world: World, event: EventDraft): void => {
  if (!event.isOrganizer) return;
  for (const account of world.accounts.all())
    if (account.oid !== event.mailbox) updateCopy(world, event, account);
};

/** The organizer's own copy hears an attendee's answer. */
export const tellOrganizer = (
  world: World,
  copy: EventDraft,
  { email }: Account,
  response: Response,
): void => {
  const organizer = world.accounts.find(copy.organizer.address);
  const original = organizer && counterpart(world, organizer.oid, copy);
  if (!original?.isOrganizer) return;
  const attendees = original.fields.attendees.map((each) =>
    isSame(each.emailAddress.address, email) ? { ...each, status: response } : each,
  );
  world.events.put({ ...original, fields: { ...original.fields, attendees } });
};
