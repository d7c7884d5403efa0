import { EventTypeView } from '../../events/http/event-type-view.ts';
import type { Who } from './call.ts';
import type { Hub } from './hub.ts';

export const EVENT_TYPES = '/v1/event-types';

/** What ben offers, complete and active. */
export const offer = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
  title: 'Intro call',
  kind: 'one_to_one',
  hosts: [{ userId: 'ben' }],
  durations: ['PT30M'],
  state: 'active',
  ...over,
});

/** Makes an event type that must succeed; the organization's people are there from the start. */
export const offered = (
  hub: Hub,
  over: Record<string, unknown> = {},
  user: Who = 'ada',
): Promise<EventTypeView> => hub.ask(EventTypeView, 'POST', EVENT_TYPES, { user, body: offer(over) });
