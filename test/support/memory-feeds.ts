import type { ExternalEvent } from '../../events/stored/external-event.ts';
import type { Feed } from '../../events/stored/feed.ts';
import type { Feeds } from '../../shared/ports/feeds.ts';

/** One feed with its rows and its timer in memory. */
export const memoryFeeds = (
  first: Feed,
): Feeds & { present(): Feed | undefined; dueAt(): string | undefined; rows(): string[] } => {
  let stored: Feed | undefined = first;
  let due: string | undefined;
  const rows = new Map<string, ExternalEvent>();
  const key = (generation: string, id: string): string => `${generation} ${id}`;
  return {
    present: () => stored,
    dueAt: () => due,
    rows: () => [...rows.keys()].toSorted(),
    read: () => Promise.resolve(stored),
    readMany: (ids) => Promise.resolve(stored !== undefined && ids.includes(stored.id) ? [stored] : []),
    put: (feed, dueAt) => {
      if (stored?.version !== feed.version - 1) return Promise.resolve(false);
      stored = feed;
      due = dueAt;
      return Promise.resolve(true);
    },
    remove: () => {
      stored = undefined;
      return Promise.resolve();
    },
    putEvents: (events) => {
      for (const event of events) rows.set(key(event.generation, event.id), event);
      return Promise.resolve();
    },
    removeEvents: (_, generation, ids) => {
      for (const id of ids) rows.delete(key(generation, id));
      return Promise.resolve();
    },
    events: (_, generation) =>
      Promise.resolve([...rows.values()].filter((row) => row.generation === generation)),
    eventsById: (_, generation, ids) =>
      Promise.resolve(ids.flatMap((id) => rows.get(key(generation, id)) ?? [])),
    allEvents: (_, generation) =>
      Promise.resolve([...rows.values()].filter((row) => row.generation === generation)),
    countEvents: () => Promise.resolve(rows.size),
    removeAllEvents: (_, generation) => {
      const gone = [...rows.values()].filter(
        (row) => generation === undefined || row.generation === generation,
      );
      for (const row of gone) rows.delete(key(row.generation, row.id));
      return Promise.resolve(gone.length);
    },
  };
};
