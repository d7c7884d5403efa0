import type { ExternalEvent } from '../../events/stored/external-event.ts';
import type { Feed } from '../../events/stored/feed.ts';
import type { Interval } from '../domain/busy-time.ts';
import type { Feeds } from '../ports/feeds.ts';

interface ImportedRows {
  readonly feed: Feed;
  readonly rows: readonly ExternalEvent[];
}

type Deps = Pick<Feeds, 'readMany' | 'events'>;

interface Look {
  readonly known: readonly ImportedRows[];
  /** Those that became others while their rows were read. */
  readonly changed: readonly Feed[];
}

const ATTEMPTS = 3;

const rowsOf = async (feeds: Deps, feed: Feed, { start, end }: Interval): Promise<ImportedRows[]> => {
  const { id, generation } = feed;
  return generation === undefined ? [] : [{ feed, rows: await feeds.events(id, generation, start, end) }];
};

const look = async (feeds: Deps, pointers: readonly Feed[], interval: Interval): Promise<Look> => {
  const found = (await Promise.all(pointers.map((feed) => rowsOf(feeds, feed, interval)))).flat();
  const now = await feeds.readMany(found.map(({ feed }) => feed.id));
  const generations = new Map(now.map(({ id, generation }) => [id, generation]));
  const stands = ({ feed }: ImportedRows): boolean => generations.get(feed.id) === feed.generation;
  return {
    known: found.filter(stands),
    changed: now.filter(({ id }) => found.some((one) => one.feed.id === id && !stands(one))),
  };
};

/**
 * What was imported of some calendars over [start, end), by feed: pointers, rows, pointers, so that rows which were being replaced or
 * taken away are never read as free time. One that was never read, or changes too fast to tell, is left out.
 */
export const importedRows =
  (feeds: Deps) =>
  async (feedIds: readonly string[], interval: Interval): Promise<ReadonlyMap<string, ImportedRows>> => {
    const found = new Map<string, ImportedRows>();
    let pointers = await feeds.readMany(feedIds);
    for (let attempt = 0; attempt < ATTEMPTS && pointers.length > 0; attempt += 1) {
      const { known, changed } = await look(feeds, pointers, interval);
      for (const one of known) found.set(one.feed.id, one);
      pointers = changed;
    }
    return found;
  };
