import type { World } from '../world.ts';
import { forbiddenForNonOrganizer, notFound, required } from './api-refusal.ts';
import { type ApiAnswer, type ApiRequest, accessTo } from './api-request.ts';
import { isOrganizers } from './guest-copies.ts';
import { organizerOf } from './insert-event.ts';
import { saveEvent } from './save-event.ts';
import { isLive } from './series.ts';
import { shownEvent } from './shown-event.ts';

/** https://developers.google.com/workspace/calendar/api/v3/reference/events/move: another calendar organizes the same event. */
export const moveEvent = (world: World, request: ApiRequest): ApiAnswer => {
  const { calendar } = accessTo(world, request, 'writer');
  const destination = request.query.get('destination');
  if (destination === null) throw required('Missing destination.');
  const target = accessTo(world, { ...request, calendarId: destination }, 'writer');
  const before = world.events.get(calendar.id, request.eventId);
  if (before === undefined || !isLive(world.events, before)) throw notFound();
  if (!isOrganizers(before)) throw forbiddenForNonOrganizer();
  saveEvent(world, { ...before, fields: { ...before.fields, status: 'cancelled' } });
  const organizer = organizerOf(target.calendar);
  const moved = saveEvent(world, { ...before, calendarId: target.calendar.id, organizer });
  return { body: shownEvent(moved, { ...request, ...target, origin: world.origin }) };
};
