import type { ExternalEvent } from '../../events/stored/external-event.ts';
import type { Feed } from '../../events/stored/feed.ts';
import type { Interval } from '../domain/busy-time.ts';
import { eventTimes } from '../domain/event-times.ts';
import { touchedSpans } from '../domain/touched-spans.ts';
import type { CalendarEvent } from '../ports/calendar-provider.ts';
import { announceConflicts } from './announce-conflicts.ts';
import type { SyncDeps } from './sync-deps.ts';

type Deps = Pick<SyncDeps, 'feeds' | 'bookings' | 'queues' | 'clock'>;

export interface Import {
  readonly feed: Feed;
  readonly generation: string;
  readonly window: { readonly from: string; readonly to: string };
  readonly zone: string;
  readonly trace: string;
}

/** A private event's title stays where it is; in full privacy none was asked for. */
const detailsOf = (
  { privacy }: Feed,
  { title, isPrivate, ownRsvp }: CalendarEvent,
): Partial<ExternalEvent> =>
  privacy === 'full_private'
    ? {}
    : {
        ...(title !== undefined && !isPrivate && { title }),
        ...(ownRsvp !== undefined && { rsvp: ownRsvp }),
      };

/** The row that an event is kept as; undefined where it takes no time in the window. */
export const rowOf = (
  { feed, generation, window, zone }: Import,
  event: CalendarEvent,
): ExternalEvent | undefined => {
  const times = event.exists && event.busy ? eventTimes(event, zone) : undefined;
  if (times === undefined || times.end <= window.from || times.start >= window.to) return undefined;
  return {
    v: 1,
    feedId: feed.id,
    generation,
    id: event.id,
    ...times,
    busy: true,
    ...(event.allDay && { allDay: event.allDay }),
    ...(event.seriesId !== undefined && { seriesId: event.seriesId }),
    ...detailsOf(feed, event),
  };
};

/** The time that these events take up or leave for readers; rows of a read under way are looked at when it has ended. */
const touched = async (
  { feeds }: Deps,
  { feed, generation }: Import,
  ids: readonly string[],
  rows: readonly ExternalEvent[],
): Promise<readonly Interval[]> =>
  generation === feed.generation ? touchedSpans(await feeds.eventsById(feed.id, generation, ids), rows) : [];

/** Keeps foreign busy time inside the window and forgets everything else of these events. Safe to repeat. */
export const importEvents =
  (deps: Deps) =>
  async (one: Import, events: readonly CalendarEvent[]): Promise<void> => {
    const { feed, generation, trace } = one;
    if (!feed.imports || events.length === 0) return;
    const rows = events.map((event) => ({ id: event.id, row: rowOf(one, event) }));
    const kept = rows.flatMap(({ row }) => row ?? []);
    const dropped = rows.filter(({ row }) => row === undefined).map(({ id }) => id);
    const ids = rows.map(({ id }) => id);
    const spans = await touched(deps, one, ids, kept);
    const asked = await announceConflicts(deps)({ feed, spans, trace });
    if (kept.length > 0) await deps.feeds.putEvents(kept);
    if (dropped.length > 0) await deps.feeds.removeEvents(feed.id, generation, dropped);
    await announceConflicts(deps)({ feed, spans, trace, except: asked });
  };
