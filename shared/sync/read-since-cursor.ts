import type { FeedWork } from '../../events/internal/feed-work.ts';
import { isCheckDue } from '../domain/cursor-age.ts';
import { isTailDue } from '../domain/feed-due.ts';
import { syncWindow } from '../domain/sync-window.ts';
import { afterRead } from './after-read.ts';
import { beginWindow } from './begin-window.ts';
import { compareWindow } from './compare-window.ts';
import { saveFeed } from './save-feed.ts';
import type { SyncDeps } from './sync-deps.ts';
import { type CalendarReading, takePage } from './take-page.ts';
import { takeRound } from './take-round.ts';
import { viewOf } from './view-of.ts';
import { isRezoned, zoneNow } from './zone-now.ts';

type Cause = Extract<FeedWork, { kind: 'changes' }>['cause'];

const DAY_MS = 86_400_000;
/** A meeting that was taken out of a series and never told of is found some days before it would have been. */
const CHECKED_MS = 14 * DAY_MS;

/** Once a day: what has come into the window by time passing alone. */
const readTail = async (deps: SyncDeps, reading: CalendarReading): Promise<string | undefined> => {
  const { feed } = reading;
  const { to } = syncWindow(deps.clock.now());
  if (feed.readTo === undefined || !isTailDue(feed, to)) return feed.readTo;
  const tail = { ...reading, window: { ...reading.window, to } };
  await takePage(deps)(tail, await viewOf(deps)(reading, { start: feed.readTo, end: to }));
  return to;
};

interface Checked {
  readonly changes: number;
  readonly checkedAt?: string;
}

/** What the round has left open, and once a day what rounds may never tell: of the next days, or of the whole window. */
const check = async (
  deps: SyncDeps,
  reading: CalendarReading,
  { isDoubtful, isDaily }: { readonly isDoubtful: boolean; readonly isDaily: boolean },
): Promise<Checked> => {
  if (!isDoubtful && !isDaily) return { changes: 0 };
  const { from, to } = reading.window;
  const at = new Date(deps.clock.now());
  const soon = new Date(at.getTime() + CHECKED_MS).toISOString();
  const { changes } = await compareWindow(deps)(reading, { start: from, end: isDoubtful ? to : soon });
  return { changes, ...(isDaily && { checkedAt: at.toISOString() }) };
};

/**
 * Everything that changed since the cursor, which moves on only after all of it was applied. Resolves to how many events it brought;
 * undefined: the window is being read anew. Throws `cursor` where the cursor is dead.
 */
export const readSinceCursor =
  (deps: SyncDeps) =>
  async (reading: CalendarReading, cursor: string, cause: Cause): Promise<number | undefined> => {
    const { feed, access, generation } = reading;
    const now = deps.clock.now();
    const timesOnly = feed.privacy === 'full_private';
    const { last, count, isDoubtful } = await takeRound(deps)(reading, (page) =>
      deps.calendar.changesSince(access, cursor, page, timesOnly),
    );
    const isDaily = isCheckDue(feed, new Date(now).toISOString());
    if (isRezoned(feed, await zoneNow(deps)(feed, last.zone, isDaily))) {
      await beginWindow(deps)(feed, reading.trace);
      return undefined;
    }
    const readTo = await readTail(deps, reading);
    const { changes, ...checked } = await check(deps, reading, { isDoubtful, isDaily });
    const saved = await saveFeed(deps)(feed, (current) => ({
      ...afterRead(current, { cause, events: count + changes }, now),
      ...(current.cursor === cursor && last.cursor !== undefined && { cursor: last.cursor }),
      ...(last.zone !== undefined && { zone: last.zone }),
      ...(readTo !== undefined && { readTo }),
      ...checked,
    }));
    if (saved === undefined) await deps.feeds.removeAllEvents(feed.id, generation);
    return count + changes;
  };
