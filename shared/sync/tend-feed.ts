import type { FeedWork } from '../../events/internal/feed-work.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { sweepDueAt, watchDueAt } from '../domain/feed-due.ts';
import type { CalendarAccess } from '../ports/calendar-provider.ts';
import { askAgain } from './ask-again.ts';
import { beginWindow } from './begin-window.ts';
import { readChanges } from './read-changes.ts';
import { resumeWindow } from './resume-window.ts';
import { sweepStale } from './sweep-stale.ts';
import type { SyncDeps } from './sync-deps.ts';
import { tellSiblings } from './tell-siblings.ts';
import { watchFeed } from './watch-feed.ts';

type Reading = NonNullable<Feed['reading']>;
type Work = Extract<FeedWork, { kind: 'changes' }>;

/** Clocks of two machines differ by less: a read that began later than this after the hint has seen what the hint meant. */
const SKEW_MS = 250;
/** Page tokens do not live for ever. */
const OLD_READING_MS = 3_600_000;

const isExplained = ({ lastReadStartedAt }: Feed, noticedAt: string): boolean =>
  lastReadStartedAt !== undefined && Date.parse(lastReadStartedAt) >= Date.parse(noticedAt) + SKEW_MS;

/** When a channel began to tell, or to tell again, if it was not before this instant: what happened just before is told by nobody. */
const openedAfter = ({ channel }: Feed, instant: string): string | undefined =>
  channel?.since !== undefined && channel.since >= instant ? channel.since : undefined;

const tendByClock = async (
  deps: SyncDeps,
  feed: Feed,
  access: CalendarAccess,
  trace: string,
): Promise<Feed> => {
  const now = new Date(deps.clock.now()).toISOString();
  const isDoubtOver = feed.doubted !== undefined && feed.doubted.until <= now;
  const isWatchDue = watchDueAt(feed, now) <= now;
  const sweepDue = sweepDueAt(feed, now);
  const isSweepDue = sweepDue !== undefined && sweepDue <= now;
  if (isDoubtOver) await askAgain(deps)(feed, access, trace);
  if (isWatchDue) await watchFeed(deps)(feed, access);
  if (isSweepDue) await sweepStale(deps)(feed);
  if (!(isDoubtOver || isWatchDue || isSweepDue)) return feed;
  const after = (await deps.feeds.read(feed.id)) ?? feed;
  const isWatchedAnew = openedAfter(after, now) !== undefined;
  if (isWatchDue && isWatchedAnew) await tellSiblings(deps)(feed, { noticedAt: now, trace });
  return after;
};

/** A full read that the clock finds unfinished goes on where it stopped; one that is too old to go on begins anew. */
const goOn = (deps: SyncDeps, feed: Feed, { startedAt }: Reading, trace: string): Promise<void> =>
  Date.parse(startedAt) + OLD_READING_MS < deps.clock.now()
    ? beginWindow(deps)(feed, trace)
    : resumeWindow(deps)(feed, trace);

/**
 * A hint, or the clock: whatever this feed needs now. While a full read is under way, that one brings every change.
 * Resolves to how many changed events were read; undefined: nothing can be said before a full read has ended.
 */
export const tendFeed =
  (deps: SyncDeps) =>
  async (before: Feed, work: Work, access: CalendarAccess): Promise<number | undefined> => {
    const { cause, noticedAt, trace } = work;
    const isTimed = cause === 'due';
    const feed = isTimed ? await tendByClock(deps, before, access, trace) : before;
    const { reading } = feed;
    if (reading) {
      if (isTimed) await goOn(deps, feed, reading, trace);
      return undefined;
    }
    if (isExplained(feed, openedAfter(feed, noticedAt) ?? noticedAt)) return 0;
    return readChanges(deps)(feed, access, trace, cause);
  };
