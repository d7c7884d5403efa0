import { z } from 'zod';
import type { World } from '../world.ts';
import { badRequest } from './api-refusal.ts';
import { type ApiAnswer, type ApiRequest, checkIfMatch, itemOf } from './api-request.ts';
import { tellOrganizer, updateCopies } from './attendee-copies.ts';
import type { EventFields, Response } from './event-fields.ts';
import { attendeesOf } from './mails.ts';
import { type Item, instancesOf } from './series.ts';
import { etagOf } from './shown-event.ts';

/** Out of the calendar; of a series one occurrence is only struck off the rule. */
const takeOut = ({ events }: World, { event }: Item): void => {
  const { instanceOf, mailbox } = event;
  const master = instanceOf && events.get(mailbox, instanceOf.key);
  if (!(master && instanceOf)) {
    events.remove(
      event,
      instancesOf(events, event).map((each) => each.event.key),
    );
    return;
  }
  events.forget(event);
  events.put({ ...master, gone: [...master.gone, instanceOf.originalStart] });
};

/** The organizer's deletion cancels the meeting for all; an attendee's takes only the own copy away. */
const endItem = (world: World, item: Item): void => {
  const { event } = item;
  takeOut(world, item);
  if (!event.isOrganizer) return;
  world.mails.send('cancellation', event, attendeesOf(event));
  updateCopies(world, { ...event, isCancelled: true });
};

/** `DELETE …/events/{id}` */
export const deleteEvent = (world: World, request: ApiRequest): ApiAnswer => {
  const item = itemOf(world, request);
  checkIfMatch(request, etagOf(item.event));
  endItem(world, item);
  return { status: 204 };
};

/** `POST …/events/{id}/cancel`, with a word for the attendees. */
export const cancelEvent = (world: World, request: ApiRequest): ApiAnswer => {
  const item = itemOf(world, request);
  if (!item.event.isOrganizer)
    throw badRequest(
      'ErrorInvalidRequest',
      "Your request can't be completed. You need to be an organizer to cancel a meeting.",
    );
  endItem(world, item);
  return { status: 202 };
};

const reply = z.object({ comment: z.string().optional(), sendResponse: z.boolean().default(true) });

const SHOW_AS: Readonly<Record<string, EventFields['showAs']>> = {
  accepted: 'busy',
  tentativelyAccepted: 'tentative',
  declined: 'free',
};

const leaveOrFree = (world: World, item: Item, response: Response): void => {
  if (response.response === 'declined' && world.quirks.declined === 'leaves') {
    takeOut(world, item);
    return;
  }
  const { event } = item;
  const showAs = SHOW_AS[response.response] ?? 'busy';
  world.events.put({ ...event, responseStatus: response, fields: { ...event.fields, showAs } });
};

/** `POST …/accept`, `…/tentativelyAccept`, `…/decline`: attendees only. */
export const respond =
  (response: 'accepted' | 'tentativelyAccepted' | 'declined') =>
  (world: World, request: ApiRequest): ApiAnswer => {
    const item = itemOf(world, request);
    const { event } = item;
    const { success, data } = reply.safeParse(request.body ?? {});
    if (!success) throw badRequest('RequestBodyRead', 'comment is a text, sendResponse is true or false.');
    if (event.isOrganizer)
      throw badRequest(
        'ErrorInvalidRequest',
        "Your request can't be completed. You can't respond to this meeting because you're the meeting organizer.",
      );
    const answered: Response = { response, time: new Date().toISOString() };
    leaveOrFree(world, item, answered);
    if (data.sendResponse) {
      world.mails.send('response', event, [event.organizer.address]);
      tellOrganizer(world, event, request.account, answered);
    }
    return { status: 202 };
  };
