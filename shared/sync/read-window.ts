import type { FeedWork } from '../../events/internal/feed-work.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { plainAfterEndless, rebaseAfter } from '../domain/cursor-age.ts';
import { sweepAfter } from '../domain/feed-due.ts';
import { pageTrail } from '../domain/page-trail.ts';
import { syncWindow } from '../domain/sync-window.ts';
import type { CalendarAccess, ChangePage } from '../ports/calendar-provider.ts';
import { ProviderError } from '../ports/provider-error.ts';
import { announceConflicts } from './announce-conflicts.ts';
import { beginWindow } from './begin-window.ts';
import { ownEventBases } from './own-event-bases.ts';
import { resumeWindow } from './resume-window.ts';
import { saveFeed } from './save-feed.ts';
import { sweepStale } from './sweep-stale.ts';
import type { SyncDeps } from './sync-deps.ts';
import { takePage } from './take-page.ts';
import { ENDLESS } from './take-round.ts';
import { zoneNow } from './zone-now.ts';

type Work = Extract<FeedWork, { kind: 'window' }>;
type Reading = NonNullable<Feed['reading']>;

const BATCH = 25;

const begin = async (deps: SyncDeps, feed: Feed, generation: string): Promise<Feed | undefined> => {
  const now = deps.clock.now();
  const startedAt = new Date(now).toISOString();
  const isPlain = feed.plainUntil !== undefined && feed.plainUntil > startedAt;
  const reading = { generation, ...syncWindow(now), startedAt, ...(isPlain && { isPlain }) };
  return saveFeed(deps)(feed, (current) => ({ ...current, reading }));
};

/** The reading that this message goes on with; undefined = it has ended, or another one has taken its place. */
const continued = async (deps: SyncDeps, feed: Feed, work: Work): Promise<Feed | undefined> => {
  const { generation, page } = work;
  if (feed.reading?.generation === generation) return feed;
  const isSpent = feed.generation === generation || feed.stale?.includes(generation);
  return feed.reading || isSpent || page !== undefined ? undefined : begin(deps, feed, generation);
};

interface Turn {
  readonly page: ChangePage;
  /** By which it was asked for. */
  readonly asked: string | undefined;
  readonly trace: string;
}

/** Pages that never end give no cursor: without asking for one they do end. */
const giveUpCursor = async (deps: SyncDeps, feed: Feed, reading: Reading, trace: string): Promise<void> => {
  if (reading.isPlain) throw new ProviderError('transient', { word: ENDLESS });
  deps.log.info('sync.cursor_lost', { feedId: feed.id, word: ENDLESS, trace });
  await beginWindow(deps)(feed, trace, { plainUntil: plainAfterEndless(deps.clock.now()) });
};

/** Where it goes on is stored first: a message that is lost then is sent again by the clock. */
const turnPage = async (
  deps: SyncDeps,
  feed: Feed,
  reading: Reading,
  { page, asked, trace }: Turn,
): Promise<void> => {
  const { nextPage, zone } = page;
  const { trail: before = [] } = reading;
  // A message that comes twice asks for what was turned already: that is no circle.
  const trail = asked === reading.page ? pageTrail(before, page) : before;
  if (trail === undefined) return giveUpCursor(deps, feed, reading, trace);
  const turned = await saveFeed(deps)(feed, ({ notBefore: _, ...rest }) => ({
    ...rest,
    ...(zone !== undefined && { zone }),
    reading: { ...reading, ...(nextPage !== undefined && { page: nextPage }), trail },
    attempts: 0,
  }));
  if (turned === undefined) await deps.feeds.removeAllEvents(feed.id, reading.generation);
  else await resumeWindow(deps)(turned, trace);
};

/** What came with the last page; without a cursor, what changes is found by comparing from then on. */
const cursorOf = (
  { id, plainUntil }: Feed,
  { startedAt, to, isPlain }: Reading,
  { cursor, cursorEnds }: ChangePage,
): Partial<Feed> => {
  if (cursor === undefined) {
    const until = isPlain && plainUntil !== undefined ? { plainUntil } : {};
    return { cursorless: true, wholeAt: startedAt, checkedAt: startedAt, ...until };
  }
  if (cursorEnds === undefined) return { cursor };
  const room = Date.parse(cursorEnds) - Date.parse(to);
  return { cursor, rebaseAt: rebaseAfter(id, startedAt, room), checkedAt: startedAt };
};

/** What belongs to one generation and its cursor. */
const anew = ({
  cursor: _,
  cursorless: __,
  seen: ___,
  wholeAt: ____,
  rebaseAt: _____,
  checkedAt: ______,
  plainUntil: _______,
  ...rest
}: Feed): Feed => rest;

/** Generation and cursor change in one write: readers see the old rows until then, and the new ones from then on. */
const finish = (deps: SyncDeps, feed: Feed, reading: Reading, page: ChangePage): Promise<Feed | undefined> =>
  saveFeed(deps)(
    feed,
    ({ reading: _, notBefore: __, awaitedBy: ___, generation: before, stale = [], ...rest }) => ({
      ...anew(rest),
      ...cursorOf(feed, reading, page),
      generation: reading.generation,
      readTo: reading.to,
      lastReadStartedAt: reading.startedAt,
      attempts: 0,
      stale: [...stale, ...(before === undefined || before === reading.generation ? [] : [before])],
      sweepAt: sweepAfter(deps.clock.now()),
      ...(page.zone !== undefined && { zone: page.zone }),
    }),
  );

/** A full read tells nothing of what vanished meanwhile: our own events are asked for one by one. */
const askForOwn = async (deps: SyncDeps, feed: Feed, reading: Reading, trace: string): Promise<void> => {
  const { id: feedId } = feed;
  const eventIds = [...(await ownEventBases(deps)(feed, reading)).keys()];
  for (let from = 0; from < eventIds.length; from += BATCH) {
    const body: FeedWork = {
      v: 1,
      kind: 'events',
      feedId,
      eventIds: eventIds.slice(from, from + BATCH),
      believed: false,
      trace,
    };
    await deps.queues.send([{ queue: 'sync', body }]);
  }
};

/**
 * Hints that came between two pages were left to this reading, but its cursor stands where the first page stood; and a run that was
 * left to it waits for its end.
 */
const readOn = async (
  { queues, clock }: SyncDeps,
  { id: feedId, awaitedBy: run }: Feed,
  trace: string,
): Promise<void> => {
  const noticedAt = new Date(clock.now()).toISOString();
  const what = run === undefined ? ({ cause: 'recheck' } as const) : ({ cause: 'run', run } as const);
  const body: FeedWork = { v: 1, kind: 'changes', feedId, noticedAt, ...what, trace };
  await queues.send([{ queue: 'sync', body }]);
};

/**
 * After the last page: what the reading could not tell is asked for, and this generation is the truth. In this order: a death in
 * between repeats the questions, which change nothing, while a finished reading is never repeated.
 */
const conclude = async (deps: SyncDeps, feed: Feed, page: ChangePage, work: Work): Promise<void> => {
  const { reading } = feed;
  if (reading === undefined) return;
  if (work.page !== undefined || feed.awaitedBy) await readOn(deps, feed, work.trace);
  await askForOwn(deps, feed, reading, work.trace);
  const whole = { start: reading.from, end: reading.to };
  const asked = await announceConflicts(deps)({ feed, spans: [whole], trace: work.trace });
  // Nobody may read these any more, unlike those that wait for their readers.
  if (feed.stale?.length && feed.sweepAt === undefined) await sweepStale(deps)(feed);
  const finished = await finish(deps, feed, reading, page);
  if (finished === undefined) await deps.feeds.removeAllEvents(feed.id, reading.generation);
  else await announceConflicts(deps)({ feed, spans: [whole], trace: work.trace, except: asked });
};

/** The first page settles the zone of all: that of the calendar or, where nobody tells it, of its owner. */
const zoned = async (deps: SyncDeps, feed: Feed, work: Work, page: ChangePage): Promise<ChangePage> => {
  const zone = await zoneNow(deps)(feed, page.zone, work.page === undefined);
  return zone === undefined ? page : { ...page, zone };
};

/** One page of a full read of the window; the next page is the next message, the last one makes this generation the truth. */
export const readWindow =
  (deps: SyncDeps) =>
  async (before: Feed, work: Work, access: CalendarAccess): Promise<void> => {
    const { trace } = work;
    const feed = await continued(deps, before, work);
    const reading = feed?.reading;
    if (feed === undefined || reading === undefined) return;
    const window = { start: reading.from, end: reading.to };
    const timesOnly = feed.privacy === 'full_private';
    const { calendar } = deps;
    const read = reading.isPlain ? calendar.readView : calendar.readWindow;
    const page = await zoned(deps, feed, work, await read(access, window, work.page, timesOnly));
    const { generation } = reading;
    await takePage(deps)({ feed, generation, access, trace, window: reading }, page);
    if (page.nextPage === undefined) return conclude(deps, feed, page, work);
    await turnPage(deps, feed, reading, { page, asked: work.page, trace });
  };
