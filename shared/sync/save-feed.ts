import type { Feed } from '../../events/stored/feed.ts';
import { feedDueAt } from '../domain/feed-due.ts';
import type { SyncDeps } from './sync-deps.ts';

type Deps = Pick<SyncDeps, 'feeds' | 'clock'>;

const ATTEMPTS = 5;
/** What is at hand is done by the message under way; the timer is for when that is lost. */
const GRACE_MS = 30_000;

const dueAtOf = (feed: Feed, now: number): string => {
  const soonest = new Date(now + GRACE_MS).toISOString();
  const wish = feedDueAt(feed, new Date(now).toISOString());
  return wish > soonest ? wish : soonest;
};

const tryPut = async ({ feeds, clock }: Deps, next: Feed): Promise<boolean> =>
  feeds.put(next, dueAtOf(next, clock.now()));

/**
 * Writes a feed with the time at which it needs something next. `change` sees the present feed, again after every lost race.
 * Undefined: the feed is gone, belongs to another epoch, or imports something else than before: what was just done for it has to be
 * undone.
 */
export const saveFeed =
  (deps: Deps) =>
  async (seen: Feed, change: (current: Feed) => Feed): Promise<Feed | undefined> => {
    let current: Feed | undefined = seen;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      if (current?.epoch !== seen.epoch || current.switched !== seen.switched) return undefined;
      const next = { ...change(current), version: current.version + 1 };
      if (await tryPut(deps, next)) return next;
      current = await deps.feeds.read(seen.id);
    }
    throw new Error('a feed changed five times while it was written');
  };
