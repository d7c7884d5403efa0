import { EventTypeParams } from '../../events/http/event-type-view.ts';
import { HubError } from '../../shared/errors.ts';
import { findOffered } from '../../shared/scheduling/find-offered.ts';
import { type Roster, readRoster } from '../../shared/scheduling/read-roster.ts';
import type { PublicDeps } from './public-deps.ts';

/** Who can be met, by the id of the event type as it stands in an address. Throws `not_found`, also for what can be no id. */
export const openRoster =
  (deps: PublicDeps) =>
  async (id: string): Promise<Roster> => {
    const { success, data } = EventTypeParams.safeParse({ id });
    if (!success) throw new HubError('not_found', { detail: 'There is nothing to book here.' });
    return readRoster(deps)(await findOffered(deps)(data.id));
  };
