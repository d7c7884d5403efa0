import { EventTypeBody } from '../../events/http/event-type-body.ts';
import type { EventType } from '../../events/stored/event-type.ts';
import type { Idempotency } from '../../events/stored/idempotency.ts';
import { HubError } from '../../shared/errors.ts';
import { newTransition } from '../../shared/history/new-transition.ts';
import { idempotencyOf, madeBefore } from '../../shared/http/idempotency.ts';
import type { Reply } from '../../shared/http/reply.ts';
import type { SignedInRequest } from '../../shared/http/request.ts';
import { route } from '../../shared/http/route.ts';
import { meetPerson } from '../../shared/people/meet-person.ts';
import { untilWritten } from '../../shared/people/until-written.ts';
import type { Deps } from './deps.ts';
import { eventTypeAfter } from './event-type-after.ts';
import { eventTypeReply } from './event-type-reply.ts';
import { judgeEventType } from './judge-event-type.ts';
import { assertMayOffer, noEventType } from './may-offer.ts';

type Post = SignedInRequest<unknown, unknown, EventTypeBody>;

const full = (): HubError =>
  new HubError('invalid_request', {
    detail: 'Your organization has as many event types as it may: delete one that is not needed any more.',
  });

const describe = async (deps: Deps, { caller, body, requestId }: Post, id: string) => {
  const { org, userId } = caller;
  await judgeEventType(deps)(org, body);
  const actor = { kind: 'user', id: userId } as const;
  const what = { org, type: 'event_type.created', subject: id, actor, trace: requestId, version: 1 } as const;
  const transition = newTransition(deps, what);
  const stamps = { id, org, version: 1, createdAt: transition.at, updatedAt: transition.at };
  return { eventType: await eventTypeAfter(deps)(body, stamps), transition };
};

/** The new event type, or the id of the one that a twin of this request has made first. */
const create = (deps: Deps, request: Post, id: string, idempotency: Idempotency | undefined) => {
  const twin = () => madeBefore({ records: deps.eventTypes, clock: deps.clock })(idempotency);
  return untilWritten(async (): Promise<EventType | string | undefined> => {
    const spent = await twin();
    if (spent !== undefined) return spent;
    const made = await describe(deps, request, id);
    const outcome = await deps.eventTypes.create({ ...made, idempotency });
    if (outcome === 'committed') return made.eventType;
    const first = await twin();
    // The twin may have taken the last place a moment earlier: then this is a replay, not a refusal.
    if (outcome === 'full' && first === undefined) throw full();
    return first;
  });
};

const replay = async ({ eventTypes }: Deps, org: string, id: string): Promise<EventType> => {
  const eventType = await eventTypes.read(org, id);
  if (eventType === undefined) throw noEventType();
  return eventType;
};

/** `POST /v1/event-types` */
export const postEventType = (deps: Deps) =>
  route({ body: EventTypeBody }, async (request): Promise<Reply> => {
    const { caller, body } = request;
    assertMayOffer(caller, body);
    if (body.hosts.some(({ userId }) => userId === caller.userId)) await meetPerson(deps)(caller);
    const id = deps.ids.next('ety');
    const made = await create(deps, request, id, idempotencyOf(request, id, deps.clock.now()));
    const isReplayed = typeof made === 'string';
    const eventType = isReplayed ? await replay(deps, caller.org, made) : made;
    return eventTypeReply(eventType, 201, {
      location: `/v1/event-types/${eventType.id}`,
      ...(isReplayed && { 'idempotent-replayed': 'true' }),
    });
  });
