import type { EventTypeView } from '../../events/http/event-type-view.ts';
import type { EventType } from '../../events/stored/event-type.ts';
import { entityTag } from '../../shared/http/entity-tag.ts';
import type { Reply } from '../../shared/http/reply.ts';

export const viewEventType = ({ v: _v, org: _org, version: _version, ...view }: EventType): EventTypeView =>
  view;

/** The present representation, with its ETag. */
export const eventTypeReply = (
  eventType: EventType,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Reply => ({
  status,
  body: viewEventType(eventType),
  headers: { etag: entityTag(eventType.version), ...headers },
});
