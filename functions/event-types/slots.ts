import { EventTypeParams } from '../../events/http/event-type-view.ts';
import { SlotsQuery } from '../../events/http/slots.ts';
import { contentTag, isKnown } from '../../shared/http/entity-tag.ts';
import { publicRoute } from '../../shared/http/route.ts';
import { chooseDuration } from '../../shared/scheduling/choose-duration.ts';
import { findOffered } from '../../shared/scheduling/find-offered.ts';
import { findSlots, nextSlot } from '../../shared/scheduling/find-slots.ts';
import { readRoster } from '../../shared/scheduling/read-roster.ts';
import type { PublicDeps } from './public-deps.ts';
import { slotsWindow } from './slots-window.ts';
import { viewSlots } from './view-slots.ts';

const MOST_DAYS = 31;

/** `GET /v1/event-types/{id}/slots`: when, never why not. */
export const getSlots = (deps: PublicDeps) =>
  publicRoute({ params: EventTypeParams, query: SlotsQuery }, async ({ params, query, ifNoneMatch }) => {
    const { zone } = query;
    const window = slotsWindow(query, MOST_DAYS);
    const eventType = await findOffered(deps)(params.id);
    const durationMs = chooseDuration(eventType, query.duration);
    const roster = await readRoster(deps)(eventType);
    const question = { durationMs, now: deps.clock.now() };
    const starts = await findSlots(deps)(roster, { ...question, window });
    const next = starts.length > 0 ? undefined : await nextSlot(deps)(roster, question, window.end);
    const body = viewSlots(roster, { zone, durationMs, starts, next });
    // Kept, but asked for again: a slot that somebody took a moment ago is worse than a second of waiting.
    const headers = { etag: contentTag(body), 'cache-control': 'no-cache' };
    return isKnown(ifNoneMatch, headers.etag) ? { status: 304, headers } : { status: 200, body, headers };
  });
