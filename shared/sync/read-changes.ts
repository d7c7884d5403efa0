import type { FeedWork } from '../../events/internal/feed-work.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { plainAfterDeath, plainAfterEndless, readingWay } from '../domain/cursor-age.ts';
import { syncWindow } from '../domain/sync-window.ts';
import type { CalendarAccess } from '../ports/calendar-provider.ts';
import { ProviderError } from '../ports/provider-error.ts';
import { beginWindow } from './begin-window.ts';
import { readByComparing } from './read-by-comparing.ts';
import { readSinceCursor } from './read-since-cursor.ts';
import { saveFeed } from './save-feed.ts';
import type { SyncDeps } from './sync-deps.ts';
import type { CalendarReading } from './take-page.ts';
import { ENDLESS } from './take-round.ts';

type Cause = Extract<FeedWork, { kind: 'changes' }>['cause'];

/** From now on without a cursor for a while: what is stored stays, and is compared at once. */
const goOnPlain = async (
  deps: SyncDeps,
  reading: CalendarReading,
  plainUntil: string,
): Promise<number | undefined> => {
  const plain = await saveFeed(deps)(reading.feed, ({ cursor: _, rebaseAt: __, ...rest }) => ({
    ...rest,
    cursorless: true,
    plainUntil,
  }));
  return plain && readByComparing(deps)({ ...reading, feed: plain }, 'due');
};

/** A dead cursor says nothing about any event; nor does one that never ends. Neither may cost a full read again and again. */
const outliveCursor = async (
  deps: SyncDeps,
  reading: CalendarReading,
  word: string,
): Promise<number | undefined> => {
  const { feed, trace } = reading;
  const now = deps.clock.now();
  const plainUntil = word === ENDLESS ? plainAfterEndless(now) : plainAfterDeath(feed, now);
  deps.log.info('sync.cursor_lost', { feedId: feed.id, word, trace });
  if (plainUntil !== undefined) return goOnPlain(deps, reading, plainUntil);
  await beginWindow(deps)(feed, trace, { resyncAt: new Date(now).toISOString() });
  return undefined;
};

const isDeadCursor = (error: unknown): error is ProviderError =>
  error instanceof ProviderError && error.verdict === 'cursor';

const readByCursor = async (
  deps: SyncDeps,
  reading: CalendarReading,
  cursor: string,
  cause: Cause,
): Promise<number | undefined> => {
  try {
    return await readSinceCursor(deps)(reading, cursor, cause);
  } catch (error) {
    if (!isDeadCursor(error)) throw error;
    return outliveCursor(deps, reading, error.word);
  }
};

/**
 * Everything that changed since the last read, by the cursor or, where there is none, by comparing. `cause`: what made this read.
 * Resolves to how many events it brought; undefined: the window has to be read first.
 */
export const readChanges =
  (deps: SyncDeps) =>
  async (feed: Feed, access: CalendarAccess, trace: string, cause: Cause): Promise<number | undefined> => {
    const { generation, cursor, readTo } = feed;
    const now = deps.clock.now();
    const way = readingWay(feed, new Date(now).toISOString());
    if (generation === undefined || way === 'window') {
      await beginWindow(deps)(feed, trace);
      return undefined;
    }
    const { from, to } = syncWindow(now);
    const reading = { feed, generation, access, trace, window: { from, to: readTo ?? to } };
    if (cursor === undefined || way === 'compare') return readByComparing(deps)(reading, cause);
    return readByCursor(deps, reading, cursor, cause);
  };
