import type { ExternalEvent } from '../../events/stored/external-event.ts';
import type { Feed } from '../../events/stored/feed.ts';
import type { Dues } from '../../shared/ports/dues.ts';
import type { Feeds } from '../../shared/ports/feeds.ts';

export interface MemoryFeedStore extends Feeds {
  /** How often feeds were read and written. */
  readonly asked: { read: number; put: number };
}

const rowKey = (generation: string, id: string): string => `${generation} ${id}`;

/** Any number of feeds with their rows in memory; their timers lie in `dues`. `onPut` sees every feed that was written. */
export const memoryFeedStore = (
  dues: Pick<Dues, 'put' | 'remove'>,
  onPut: (feed: Feed) => void = () => undefined,
): MemoryFeedStore => {
  const feeds = new Map<string, Feed>();
  const rows = new Map<string, Map<string, ExternalEvent>>();
  const asked = { read: 0, put: 0 };
  const setTimer = async (
    { id, version, org, userId, connectionId }: Feed,
    dueAt: string | undefined,
  ): Promise<void> => {
    if (dueAt === undefined) return dues.remove('feed', id);
    const body = { v: 1, kind: 'changes', feedId: id, cause: 'due', noticedAt: dueAt } as const;
    const connection = { org, userId, id: connectionId };
    const messages = [{ queue: 'sync' as const, body: { ...body, connection, trace: `due-${id}` } }];
    await dues.put({ v: 1, kind: 'feed', owner: id, version, dueAt, messages });
  };
  return {
    asked,
    read: async (id) => {
      asked.read += 1;
      return feeds.get(id);
    },
    readMany: async (ids) => {
      asked.read += ids.length;
      return [...new Set(ids)].flatMap((id) => feeds.get(id) ?? []);
    },
    put: async (feed, dueAt) => {
      asked.put += 1;
      if ((feeds.get(feed.id)?.version ?? 0) !== feed.version - 1) return false;
      feeds.set(feed.id, feed);
      await setTimer(feed, dueAt);
      onPut(feed);
      return true;
    },
    remove: async (id) => {
      feeds.delete(id);
      await dues.remove('feed', id);
    },
    putEvents: async (events) => {
      for (const event of events) {
        const own = rows.get(event.feedId) ?? new Map<string, ExternalEvent>();
        rows.set(event.feedId, own.set(rowKey(event.generation, event.id), event));
      }
    },
    removeEvents: async (feedId, generation, ids) => {
      for (const id of ids) rows.get(feedId)?.delete(rowKey(generation, id));
    },
    events: async (feedId, generation, start, end) =>
      [...(rows.get(feedId)?.values() ?? [])]
        .filter((row) => row.generation === generation && row.start < end && row.end > start)
        .toSorted((a, b) => `${a.start}#${a.id}`.localeCompare(`${b.start}#${b.id}`)),
    eventsById: async (feedId, generation, ids) =>
      [...new Set(ids)].flatMap((id) => rows.get(feedId)?.get(rowKey(generation, id)) ?? []),
    allEvents: async (feedId, generation) =>
      [...(rows.get(feedId)?.values() ?? [])].filter((row) => row.generation === generation),
    countEvents: async (feedId) => rows.get(feedId)?.size ?? 0,
    removeAllEvents: async (feedId, generation) => {
      const own = [...(rows.get(feedId) ?? [])];
      const gone = own.filter(([, row]) => generation === undefined || row.generation === generation);
      for (const [key] of gone) rows.get(feedId)?.delete(key);
      return gone.length;
    },
  };
};
