import { EventTypesQuery, type EventTypesView } from '../../events/http/event-type-view.ts';
import { contentTag } from '../../shared/http/entity-tag.ts';
import { route } from '../../shared/http/route.ts';
import { untilNews } from '../../shared/http/until-news.ts';
import type { Deps } from './deps.ts';
import { viewEventType } from './event-type-reply.ts';

/** `GET /v1/event-types`: members see what they host. */
export const listEventTypes = ({ eventTypes }: Pick<Deps, 'eventTypes'>) =>
  route({ query: EventTypesQuery }, ({ caller, query, ...asked }) => {
    const host = caller.role === 'member' ? caller.userId : undefined;
    return untilNews(async () => {
      const { items, ...more } = await eventTypes.list({ org: caller.org, host, ...query });
      const body: EventTypesView = { items: items.map(viewEventType), ...more };
      return { body, etag: contentTag(body) };
    }, asked);
  });
