import { EventTypeParams } from '../../events/http/event-type-view.ts';
import { type ExplainedSlots, SlotsQuery } from '../../events/http/slots.ts';
import { route } from '../../shared/http/route.ts';
import type { EventTypes } from '../../shared/ports/event-types.ts';
import { chooseDuration } from '../../shared/scheduling/choose-duration.ts';
import { explainSlots } from '../../shared/scheduling/explain-slots.ts';
import { readRoster } from '../../shared/scheduling/read-roster.ts';
import { assertMaySee, noEventType } from './may-offer.ts';
import type { PublicDeps } from './public-deps.ts';
import { slotsWindow } from './slots-window.ts';
import { instantIn } from './view-slots.ts';

type Deps = Omit<PublicDeps, 'eventTypes'> & { readonly eventTypes: Pick<EventTypes, 'read'> };

/** Every start of several hosts, with a word for each of them, is long. */
const MOST_DAYS = 7;

/** `GET /v1/event-types/{id}/slots/explain`: for its hosts and admins, of a draft too. */
export const getExplainedSlots = (deps: Deps) =>
  route({ params: EventTypeParams, query: SlotsQuery }, async ({ caller, params, query }) => {
    const { zone } = query;
    const window = slotsWindow(query, MOST_DAYS);
    const eventType = await deps.eventTypes.read(caller.org, params.id);
    if (eventType === undefined) throw noEventType();
    assertMaySee(eventType, caller);
    const durationMs = chooseDuration(eventType, query.duration);
    const roster = await readRoster(deps)(eventType);
    const explained = await explainSlots(deps)(roster, { window, durationMs, now: deps.clock.now() });
    const items = explained.map(({ start, ...why }) => ({
      start: instantIn(zone, start),
      ...why,
      hosts: [...why.hosts],
    }));
    const body: ExplainedSlots = { zone, items };
    return { status: 200, body, headers: { 'cache-control': 'no-store' } };
  });
