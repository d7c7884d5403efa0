import type { EventDraft, EventStore, StoredEvent } from './event-store.ts';
import { flatEvents, instancesOf, isLive } from './series.ts';

/** One line of a listing: an event, or the news that it is gone. */
export interface FeedItem extends Pick<EventDraft, 'id' | 'instanceOf'> {
  readonly isGone: boolean;
  /** Unknown only of instances that their series no longer has. */
  readonly event?: StoredEvent;
}

const itemOf = (store: EventStore, event: StoredEvent): FeedItem => ({
  id: event.id,
  ...(event.instanceOf && { instanceOf: event.instanceOf }),
  isGone: !isLive(store, event),
  event,
});

const seriesItems = (store: EventStore, master: StoredEvent): FeedItem[] =>
  isLive(store, master)
    ? instancesOf(store, master).map((each) => itemOf(store, each))
    : flatEvents(master).map(({ id, instanceOf }) => ({
        id,
        ...(instanceOf && { instanceOf }),
        isGone: true,
      }));

const flat = (store: EventStore, events: readonly StoredEvent[]): FeedItem[] =>
  events.flatMap((event) => (event.fields.recurrence ? seriesItems(store, event) : [itemOf(store, event)]));

/** An exception comes once, though its series brings it too. */
const once = (items: readonly FeedItem[]): FeedItem[] => [
  ...new Map(items.map((item) => [item.id, item])).values(),
];

/** Cancelled exceptions of a living series belong to the view with masters, even when deleted events are hidden. */
const isLiveSeriesException = (store: EventStore, { event }: FeedItem): boolean => {
  const master = event?.instanceOf && store.get(event.calendarId, event.instanceOf.id);
  return master !== undefined && master.fields.status !== 'cancelled';
};

export const allItems = (
  store: EventStore,
  calendarId: string,
  what: { singleEvents: boolean; showDeleted: boolean },
): FeedItem[] => {
  const events = store.all(calendarId);
  if (what.singleEvents) {
    const shown = events.filter((each) => !each.fields.recurrence || isLive(store, each));
    return once(flat(store, shown)).filter(({ isGone }) => !isGone || what.showDeleted);
  }
  return events
    .map((event) => itemOf(store, event))
    .filter((item) => !item.isGone || what.showDeleted || isLiveSeriesException(store, item));
};

/** Everything that changed since; a touched series brings all of its instances. */
export const itemsSince = (
  store: EventStore,
  calendarId: string,
  since: { revision: number; singleEvents: boolean },
): FeedItem[] => {
  const changed = store.all(calendarId).filter(({ revision }) => revision > since.revision);
  if (!since.singleEvents) return changed.map((event) => itemOf(store, event));
  const ghosts = store
    .ghostsSince(calendarId, since.revision)
    .map(({ id, instanceOf }) => ({ id, ...(instanceOf && { instanceOf }), isGone: true }));
  return once([...ghosts, ...flat(store, changed)]);
};
