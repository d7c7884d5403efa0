import { EventTypeParams } from '../../events/http/event-type-view.ts';
import { entityTag } from '../../shared/http/entity-tag.ts';
import { route } from '../../shared/http/route.ts';
import { untilNews } from '../../shared/http/until-news.ts';
import type { Deps } from './deps.ts';
import { viewEventType } from './event-type-reply.ts';
import { assertMaySee, noEventType } from './may-offer.ts';

/** `GET /v1/event-types/{id}` */
export const getEventType = ({ eventTypes }: Pick<Deps, 'eventTypes'>) =>
  route({ params: EventTypeParams }, ({ caller, params, ...asked }) =>
    untilNews(async () => {
      const eventType = await eventTypes.read(caller.org, params.id);
      if (eventType === undefined) throw noEventType();
      assertMaySee(eventType, caller);
      return { body: viewEventType(eventType), etag: entityTag(eventType.version) };
    }, asked),
  );
