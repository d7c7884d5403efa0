import type { World } from '../world.ts';
import type { EventDraft } from './event-store.ts';
import { updateCopies } from './guest-copies.ts';
import { saveEvent } from './save-event.ts';

const ROOM_DELAY_MS = 200;

/** The link comes as a change of its own: new etag, push and delta. */
export const completeConference = (world: World, { calendarId, id, conference }: EventDraft): void => {
  if (conference?.status !== 'pending') return;
  world.jobs.after(ROOM_DELAY_MS, () => {
    const event = world.events.get(calendarId, id);
    const isSuperseded = event?.conference?.requestId !== conference.requestId;
    if (!event || isSuperseded || event.conference?.status !== 'pending') return;
    if (event.fields.status === 'cancelled') return;
    const owner = world.accounts.find(event.creator.email);
    const status = owner?.meet === 'failure' ? 'failure' : 'success';
    updateCopies(world, saveEvent(world, { ...event, conference: { ...conference, status } }));
  });
};
