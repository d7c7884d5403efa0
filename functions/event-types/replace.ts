import { EventTypeBody } from '../../events/http/event-type-body.ts';
import { EventTypeParams } from '../../events/http/event-type-view.ts';
import { changedFields } from '../../shared/domain/event-type-changes.ts';
import { newTransition } from '../../shared/history/new-transition.ts';
import { entityTag, requireMatch } from '../../shared/http/entity-tag.ts';
import { route } from '../../shared/http/route.ts';
import { meetPerson } from '../../shared/people/meet-person.ts';
import { untilWritten } from '../../shared/people/until-written.ts';
import type { Deps } from './deps.ts';
import { eventTypeAfter } from './event-type-after.ts';
import { eventTypeReply } from './event-type-reply.ts';
import { judgeEventType } from './judge-event-type.ts';
import { assertMayOffer, assertMaySee, noEventType } from './may-offer.ts';

/** `PUT /v1/event-types/{id}` */
export const putEventType = (deps: Deps) =>
  route({ params: EventTypeParams, body: EventTypeBody }, async (request) => {
    const { caller, params, body, ifMatch, requestId: trace } = request;
    const { org, userId } = caller;
    if (body.hosts.some((host) => host.userId === userId)) await meetPerson(deps)(caller);
    const eventType = await untilWritten(async () => {
      const before = await deps.eventTypes.read(org, params.id);
      if (before === undefined) throw noEventType();
      assertMaySee(before, caller);
      assertMayOffer(caller, before, body);
      requireMatch(ifMatch, entityTag(before.version));
      await judgeEventType(deps)(org, body, before);
      const { id, createdAt } = before;
      const updatedAt = new Date(deps.clock.now()).toISOString();
      const stamps = { id, org, version: before.version + 1, createdAt, updatedAt };
      const after = await eventTypeAfter(deps)(body, stamps);
      const actor = { kind: 'user', id: userId } as const;
      const changed = changedFields(before, after);
      const what = { org, type: 'event_type.changed', subject: id, actor, trace, changed } as const;
      const transition = newTransition(deps, { ...what, version: after.version });
      return (await deps.eventTypes.replace(before, after, transition)) ? after : undefined;
    });
    return eventTypeReply(eventType);
  });
