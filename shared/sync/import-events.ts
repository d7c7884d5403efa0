import type { ExternalEvent } from '../../events/stored/external-event.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { eventTimes } from '../domain/event-times.ts';
import type { CalendarEvent } from '../ports/calendar-provider.ts';
import type { Feeds } from '../ports/feeds.ts';

export interface Import {
  readonly feed: Feed;
  readonly generation: string;
  readonly window: { readonly from: string; readonly to: string };
  readonly zone: string;
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

/** Keeps foreign busy time inside the window and forgets everything else of these events. Safe to repeat. */
export const importEvents =
  (feeds: Feeds) =>
  async (one: Import, events: readonly CalendarEvent[]): Promise<void> => {
    if (!one.feed.imports) return;
    const rows = events.map((event) => ({ id: event.id, row: rowOf(one, event) }));
    const kept = rows.flatMap(({ row }) => row ?? []);
    const dropped = rows.filter(({ row }) => row === undefined).map(({ id }) => id);
    if (kept.length > 0) await feeds.putEvents(kept);
    if (dropped.length > 0) await feeds.removeEvents(one.feed.id, one.generation, dropped);
  };
