import type { World } from '../world.ts';
import type { EventDraft, StoredEvent } from './event-store.ts';
import { flatEvents } from './series.ts';

const isSameRule = (before: EventDraft, after: EventDraft): boolean =>
  JSON.stringify([before.fields.start, before.fields.recurrence]) ===
  JSON.stringify([after.fields.start, after.fields.recurrence]);

/** An exception of an instance that the series no longer has goes with it. */
const dropExceptions = ({ events }: World, master: EventDraft, kept: ReadonlySet<string>): void => {
  for (const exception of events.exceptionsOf(master)) {
    if (kept.has(exception.id) || exception.fields.status === 'cancelled') continue;
    events.commit({ ...exception, fields: { ...exception.fields, status: 'cancelled' } });
  }
};

/** Stores one calendar's version of an event, and what its feed must know besides. */
export const saveEvent = (world: World, draft: EventDraft, keepsUpdated = false): StoredEvent => {
  const before = world.events.get(draft.calendarId, draft.id);
  const isReshaped =
    before !== undefined &&
    (before.fields.recurrence ?? draft.fields.recurrence) !== undefined &&
    !isSameRule(before, draft);
  if (!isReshaped) return world.events.commit(draft, keepsUpdated);
  const kept = new Set(flatEvents(draft).map(({ id }) => id));
  const vanished = flatEvents(before).filter(({ id }) => !kept.has(id));
  const saved = world.events.commit(draft, keepsUpdated);
  dropExceptions(world, draft, kept);
  world.events.leaveGhosts(
    draft.calendarId,
    vanished.map(({ id, instanceOf }) => ({ id, ...(instanceOf && { instanceOf }) })),
  );
  return saved;
};
