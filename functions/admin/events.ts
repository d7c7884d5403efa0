import { type AdminEvent, AdminEventsQuery } from '../../events/http/admin-events.ts';
import type { LoggedEvent } from '../../events/stored/logged-event.ts';
import { HubError } from '../../shared/errors.ts';
import { readEvents } from '../../shared/history/read-events.ts';
import { requireAdmin } from '../../shared/http/require-admin.ts';
import { route } from '../../shared/http/route.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { EventLog } from '../../shared/ports/event-log.ts';
import { eventIdOf, placeCursor, placeOfEvent } from './event-place.ts';

interface Deps {
  readonly events: EventLog;
  readonly clock: Clock;
}

/** The name of the subject's id, by what the type begins with. */
const SUBJECTS: Readonly<Record<string, 'bookingId' | 'connectionId' | 'userId' | 'eventTypeId'>> = {
  booking: 'bookingId',
  connection: 'connectionId',
  claim: 'connectionId',
  person: 'userId',
  event_type: 'eventTypeId',
};

const dataOf = ({
  type,
  subject,
  org,
  userId,
  formerUserId,
  revision,
  changed,
  clashing,
}: LoggedEvent): AdminEvent['data'] => {
  const name = SUBJECTS[type.split('.', 1)[0] ?? ''] ?? 'subject';
  return {
    ...(subject !== org && { [name]: subject }),
    ...(userId !== undefined && { userId }),
    ...(formerUserId !== undefined && { formerUserId }),
    ...(revision !== undefined && { revision }),
    ...(changed && { changed }),
    ...(clashing && { clashing }),
  };
};

const viewEvent = (event: LoggedEvent): AdminEvent => {
  const { type, at, org, actor, trace } = event;
  return { id: eventIdOf(event), type, at, org, data: dataOf(event), actor, requestId: trace };
};

const beginAt = (deps: Deps, org: string, { after, cursor }: AdminEventsQuery): Promise<number> | number => {
  if (after !== undefined && cursor !== undefined)
    throw new HubError('invalid_request', {
      detail: 'The query is not valid: see errors.',
      errors: [{ field: 'cursor', message: 'cannot be given together with after' }],
    });
  if (after !== undefined) return placeOfEvent(deps)(org, after);
  return cursor === undefined ? 0 : placeCursor.read(cursor);
};

/**
 * `GET /v1/admin/events`: whoever asks again with the last id as `after` gets every transition once. The order is that in which they
 * became visible: of one subject always that of its changes, of several that of their times but for moments.
 */
export const listEvents = (deps: Deps) =>
  route({ query: AdminEventsQuery }, async ({ caller, query }) => {
    requireAdmin(caller);
    const { org } = caller;
    const { type, limit } = query;
    const after = await beginAt(deps, org, query);
    const matches = (event: LoggedEvent) => type === undefined || event.type === type;
    const { items, next } = await readEvents(deps)({ org, after, limit, matches });
    const more = next === undefined ? {} : { next: placeCursor.write(next) };
    return { status: 200, body: { items: items.map(viewEvent), ...more } };
  });
