import type { World } from '../world.ts';
import { ApiRefusal, notFound } from './api-refusal.ts';
import { type ApiAnswer, type ApiRequest, accessTo } from './api-request.ts';
import { checkMatch } from './change-event.ts';
import type { StoredEvent } from './event-store.ts';
import { isOrganizers, respond, updateCopies } from './guest-copies.ts';
import { saveEvent } from './save-event.ts';
import { findEvent, isLive } from './series.ts';
import { checkWriteOptions } from './write-options.ts';

const alreadyDeleted = (): ApiRefusal =>
  new ApiRefusal({ status: 410, reason: 'deleted', message: 'Resource has been deleted' });

const cancelled = (event: StoredEvent): StoredEvent => ({
  ...event,
  fields: { ...event.fields, status: 'cancelled' },
});

/** The organizer cancels for everybody; a guest throws their copy away, which declines. */
export const deleteEvent = (world: World, request: ApiRequest): ApiAnswer => {
  const { calendar } = accessTo(world, request, 'writer');
  checkWriteOptions(request);
  const before = findEvent(world.events, calendar.id, request.eventId);
  if (!before) throw notFound();
  if (!isLive(world.events, before)) throw alreadyDeleted();
  checkMatch(request, before);
  if (isOrganizers(before)) updateCopies(world, saveEvent(world, cancelled(before)));
  else {
    const copy = saveEvent(world, { ...cancelled(before), isThrownAway: true });
    respond(world, copy, { responseStatus: 'declined' });
  }
  return { status: 204 };
};
