import type { FeedWork } from '../../events/internal/feed-work.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { isCheckDue } from '../domain/cursor-age.ts';
import { syncWindow } from '../domain/sync-window.ts';
import { afterRead } from './after-read.ts';
import { beginWindow } from './begin-window.ts';
import { compareWindow } from './compare-window.ts';
import { saveFeed } from './save-feed.ts';
import type { SyncDeps } from './sync-deps.ts';
import type { CalendarReading } from './take-page.ts';
import { isRezoned, zoneNow } from './zone-now.ts';

type Cause = Extract<FeedWork, { kind: 'changes' }>['cause'];
type Scope = keyof NonNullable<Feed['seen']>;

const DAY_MS = 86_400_000;
/** What a hint is about is mostly soon; the clock, and a hint that this does not explain, have all of the window compared. */
const NEAR_MS = 60 * DAY_MS;

const scopeOf = (cause: Cause): Scope => (cause === 'due' || cause === 'run' ? 'whole' : 'near');

/** Other digests than this one stand for what is no longer stored, once anything has changed. */
const seenAfter = (seen: Feed['seen'], scope: Scope, digest: string): Feed['seen'] =>
  seen?.[scope] === digest ? seen : { [scope]: digest };

/** What has changed in a calendar without a cursor. Resolves to how many events have; undefined: the window is being read anew. */
export const readByComparing =
  (deps: SyncDeps) =>
  async (reading: CalendarReading, cause: Cause): Promise<number | undefined> => {
    const { feed, generation, trace } = reading;
    const now = deps.clock.now();
    const at = new Date(now).toISOString();
    const isDaily = isCheckDue(feed, at);
    const scope = scopeOf(cause);
    const { from, to } = syncWindow(now);
    const end = scope === 'whole' ? to : new Date(now + NEAR_MS).toISOString();
    const widened = { ...reading, window: { from, to } };
    const compared = await compareWindow(deps)(widened, { start: from, end }, feed.seen?.[scope]);
    if (isRezoned(feed, await zoneNow(deps)(feed, compared.zone, isDaily))) {
      await beginWindow(deps)(feed, trace);
      return undefined;
    }
    const saved = await saveFeed(deps)(feed, (current) => ({
      ...afterRead(current, { cause, events: compared.changes }, now),
      ...(current.generation === generation && { seen: seenAfter(current.seen, scope, compared.digest) }),
      ...(scope === 'whole' && { wholeAt: at, readTo: to }),
      ...(isDaily && { checkedAt: at }),
    }));
    if (saved === undefined) await deps.feeds.removeAllEvents(feed.id, generation);
    return compared.changes;
  };
