import type { EventType } from '../../events/stored/event-type.ts';
import { HubError } from '../errors.ts';
import type { EventTypes } from '../ports/event-types.ts';

/** An event type that guests can book. Throws `not_found` for a draft too: nobody outside learns of it. */
export const findOffered =
  ({ eventTypes }: { readonly eventTypes: Pick<EventTypes, 'find'> }) =>
  async (id: string): Promise<EventType> => {
    const found = await eventTypes.find(id);
    if (found?.state === 'active') return found;
    throw new HubError('not_found', { detail: 'There is nothing to book here.' });
  };
