import type { FeedWork } from '../../events/internal/feed-work.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { isTailDue } from '../domain/feed-due.ts';
import { withSilence } from '../domain/silence.ts';
import { syncWindow } from '../domain/sync-window.ts';
import type { CalendarAccess, CalendarEvent, ChangePage } from '../ports/calendar-provider.ts';
import { ProviderError } from '../ports/provider-error.ts';
import { applyOwnEvents } from './apply-own-events.ts';
import { beginWindow } from './begin-window.ts';
import { foreignEvents } from './foreign-events.ts';
import { importEvents } from './import-events.ts';
import { ownReferences } from './own-references.ts';
import { saveFeed } from './save-feed.ts';
import type { SyncDeps } from './sync-deps.ts';

type Cause = Extract<FeedWork, { kind: 'changes' }>['cause'];

interface Reading {
  readonly feed: Feed;
  readonly generation: string;
  readonly access: CalendarAccess;
  readonly trace: string;
  readonly window: { readonly from: string; readonly to: string };
}

/** A hint that nothing explains is looked into once more: providers show changes late. */
const RECHECK_MS = 30_000;

const take = async (deps: SyncDeps, reading: Reading, { events, zone }: ChangePage): Promise<void> => {
  const { feed, generation, window, access, trace } = reading;
  if (events.length === 0) return;
  const references = await ownReferences(deps)(feed, events, trace);
  const foreign = await foreignEvents(deps)(feed, events, references);
  await importEvents(deps.feeds)({ feed, generation, window, zone: zone ?? feed.zone ?? 'UTC' }, foreign);
  const hints = new Map(events.map((event): [string, CalendarEvent] => [event.id, event]));
  await applyOwnEvents(deps)({ feed, access, trace, believed: false }, references, hints);
};

type Pages = (page: string | undefined) => Promise<ChangePage>;

/** All pages, one after the other, each applied before the next is asked for. */
const takeAll = async (
  deps: SyncDeps,
  reading: Reading,
  ask: Pages,
): Promise<{ last: ChangePage; count: number }> => {
  let last = await ask(undefined);
  let count = last.events.length;
  await take(deps, reading, last);
  while (last.nextPage !== undefined) {
    last = await ask(last.nextPage);
    count += last.events.length;
    await take(deps, reading, last);
  }
  return { last, count };
};

/** Once a day: what has come into the window by time passing alone. */
const readTail = async (deps: SyncDeps, reading: Reading): Promise<string | undefined> => {
  const { feed, access } = reading;
  const { to } = syncWindow(deps.clock.now());
  if (feed.readTo === undefined || !isTailDue(feed, to)) return feed.readTo;
  const window = { start: feed.readTo, end: to };
  const widened = { ...reading, window: { ...reading.window, to } };
  const timesOnly = feed.privacy === 'full_private';
  await takeAll(deps, widened, (page) => deps.calendar.readWindow(access, window, page, timesOnly));
  return to;
};

/** Whole days begin elsewhere from now on: those that did not change as well. */
const isRezoned = ({ zone: before }: Feed, { zone }: ChangePage): boolean =>
  before !== undefined && zone !== undefined && zone !== before;

const rested = ({ recheckAt: _, notBefore: __, ...feed }: Feed): Feed => feed;

const isDeadCursor = (error: unknown): boolean =>
  error instanceof ProviderError && error.verdict === 'cursor';

const readOn = async (
  deps: SyncDeps,
  reading: Reading,
  cursor: string,
  cause: Cause,
): Promise<number | undefined> => {
  const { feed, access, generation } = reading;
  const now = deps.clock.now();
  const timesOnly = feed.privacy === 'full_private';
  const { last, count } = await takeAll(deps, reading, (page) =>
    deps.calendar.changesSince(access, cursor, page, timesOnly),
  );
  if (isRezoned(feed, last)) {
    await beginWindow(deps)(feed, reading.trace);
    return undefined;
  }
  const readTo = await readTail(deps, reading);
  const recheckAt = cause === 'push' && count === 0 ? new Date(now + RECHECK_MS).toISOString() : undefined;
  const at = new Date(now).toISOString();
  const saved = await saveFeed(deps)(feed, (current) => ({
    ...rested(withSilence(current, { cause, events: count }, at)),
    attempts: 0,
    lastReadStartedAt: at,
    ...(current.cursor === cursor && last.cursor !== undefined && { cursor: last.cursor }),
    ...(last.zone !== undefined && { zone: last.zone }),
    ...(recheckAt !== undefined && { recheckAt }),
    ...(readTo !== undefined && { readTo }),
  }));
  if (saved === undefined) await deps.feeds.removeAllEvents(feed.id, generation);
  return count;
};

/**
 * Everything that changed since the cursor, which moves on only after all of it was applied. A dead cursor says nothing about any
 * event: the window is read anew. `cause`: what made this read. Resolves to how many events it brought; undefined:
 * the window has to be read first.
 */
export const readChanges =
  (deps: SyncDeps) =>
  async (feed: Feed, access: CalendarAccess, trace: string, cause: Cause): Promise<number | undefined> => {
    const { cursor, generation, readTo } = feed;
    if (cursor === undefined || generation === undefined) {
      await beginWindow(deps)(feed, trace);
      return undefined;
    }
    const { from, to } = syncWindow(deps.clock.now());
    const reading = { feed, generation, access, trace, window: { from, to: readTo ?? to } };
    try {
      return await readOn(deps, reading, cursor, cause);
    } catch (error) {
      if (!isDeadCursor(error)) throw error;
      await beginWindow(deps)(feed, trace);
      return undefined;
    }
  };
