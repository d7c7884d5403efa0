import { EventTypeParams } from '../../events/http/event-type-view.ts';
import { newTransition } from '../../shared/history/new-transition.ts';
import { entityTag, requireMatch } from '../../shared/http/entity-tag.ts';
import { route } from '../../shared/http/route.ts';
import { untilWritten } from '../../shared/people/until-written.ts';
import type { Deps } from './deps.ts';
import { assertMayOffer, assertMaySee, noEventType } from './may-offer.ts';

/** `DELETE /v1/event-types/{id}`: bookings that were made of it stand. */
export const deleteEventType = (deps: Pick<Deps, 'eventTypes' | 'clock' | 'ids'>) =>
  route({ params: EventTypeParams }, async ({ caller, params: { id }, ifMatch, requestId: trace }) => {
    const { org, userId } = caller;
    await untilWritten(async () => {
      const before = await deps.eventTypes.read(org, id);
      if (before === undefined) throw noEventType();
      assertMaySee(before, caller);
      assertMayOffer(caller, before);
      requireMatch(ifMatch, entityTag(before.version));
      const actor = { kind: 'user', id: userId } as const;
      const version = before.version + 1;
      const what = { org, type: 'event_type.deleted', subject: id, actor, trace, version } as const;
      return (await deps.eventTypes.remove(before, newTransition(deps, what))) || undefined;
    });
    return { status: 204 };
  });
