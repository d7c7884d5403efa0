import type { FeedWork } from '../../events/internal/feed-work.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { sweepAfter } from '../domain/feed-due.ts';
import { syncWindow } from '../domain/sync-window.ts';
import type { CalendarAccess, ChangePage } from '../ports/calendar-provider.ts';
import { applyOwnEvents } from './apply-own-events.ts';
import { foreignEvents } from './foreign-events.ts';
import { importEvents } from './import-events.ts';
import { ownReferences } from './own-references.ts';
import { resumeWindow } from './resume-window.ts';
import { saveFeed } from './save-feed.ts';
import { sweepStale } from './sweep-stale.ts';
import type { SyncDeps } from './sync-deps.ts';

type Work = Extract<FeedWork, { kind: 'window' }>;
type Reading = NonNullable<Feed['reading']>;

const BATCH = 25;

const begin = async (deps: SyncDeps, feed: Feed, generation: string): Promise<Feed | undefined> => {
  const now = deps.clock.now();
  const reading = { generation, ...syncWindow(now), startedAt: new Date(now).toISOString() };
  return saveFeed(deps)(feed, (current) => ({ ...current, reading }));
};

/** The reading that this message goes on with; undefined = it has ended, or another one has taken its place. */
const continued = async (deps: SyncDeps, feed: Feed, work: Work): Promise<Feed | undefined> => {
  const { generation, page } = work;
  if (feed.reading?.generation === generation) return feed;
  const isSpent = feed.generation === generation || feed.stale?.includes(generation);
  return feed.reading || isSpent || page !== undefined ? undefined : begin(deps, feed, generation);
};

const takePage = async (
  deps: SyncDeps,
  { feed, reading, access, trace }: { feed: Feed; reading: Reading; access: CalendarAccess; trace: string },
  page: ChangePage,
): Promise<void> => {
  const references = await ownReferences(deps)(feed, page.events, trace);
  const foreign = await foreignEvents(deps)(feed, page.events, references);
  const zone = page.zone ?? feed.zone ?? 'UTC';
  await importEvents(deps.feeds)({ feed, generation: reading.generation, window: reading, zone }, foreign);
  const hints = new Map(page.events.map((event) => [event.id, event]));
  await applyOwnEvents(deps)({ feed, access, trace, believed: false }, references, hints);
};

interface Turn {
  readonly page: ChangePage;
  readonly trace: string;
}

/** Where it goes on is stored first: a message that is lost then is sent again by the clock. */
const turnPage = async (
  deps: SyncDeps,
  feed: Feed,
  reading: Reading,
  { page, trace }: Turn,
): Promise<void> => {
  const { nextPage, zone } = page;
  const turned = await saveFeed(deps)(feed, ({ notBefore: _, ...rest }) => ({
    ...rest,
    ...(zone !== undefined && { zone }),
    reading: { ...reading, ...(nextPage !== undefined && { page: nextPage }) },
    attempts: 0,
  }));
  if (turned === undefined) await deps.feeds.removeAllEvents(feed.id, reading.generation);
  else await resumeWindow(deps)(turned, trace);
};

/** Generation and cursor change in one write: readers see the old rows until then, and the new ones from then on. */
const finish = (deps: SyncDeps, feed: Feed, reading: Reading, page: ChangePage): Promise<Feed | undefined> =>
  saveFeed(deps)(
    feed,
    ({ reading: _, notBefore: __, awaitedBy: ___, generation: before, stale = [], ...rest }) => ({
      ...rest,
      generation: reading.generation,
      readTo: reading.to,
      lastReadStartedAt: reading.startedAt,
      attempts: 0,
      stale: [...stale, ...(before === undefined || before === reading.generation ? [] : [before])],
      sweepAt: sweepAfter(deps.clock.now()),
      ...(page.cursor !== undefined && { cursor: page.cursor }),
      ...(page.zone !== undefined && { zone: page.zone }),
    }),
  );

const eventIdIn = (feed: Feed, { calendars, status }: Booking): string[] => {
  const entry = calendars[feed.userId];
  const isLive = status === 'confirmed' && entry?.feedId === feed.id && entry.base?.exists === true;
  return isLive ? [entry.eventId] : [];
};

/** A full read tells nothing of what vanished meanwhile: our own events are asked for one by one. */
const askForOwn = async (deps: SyncDeps, feed: Feed, reading: Reading, trace: string): Promise<void> => {
  const { org, userId, id: feedId } = feed;
  const eventIds: string[] = [];
  let cursor: string | undefined;
  do {
    const query = {
      org,
      userId,
      from: reading.from,
      to: reading.to,
      limit: 100,
      ...(cursor !== undefined && { cursor }),
    };
    const { items, next } = await deps.bookings.listHost(query);
    eventIds.push(...items.flatMap((booking) => eventIdIn(feed, booking)));
    cursor = next;
  } while (cursor !== undefined);
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
  // Nobody may read these any more, unlike those that wait for their readers.
  if (feed.stale?.length && feed.sweepAt === undefined) await sweepStale(deps)(feed);
  const finished = await finish(deps, feed, reading, page);
  if (finished === undefined) await deps.feeds.removeAllEvents(feed.id, reading.generation);
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
    const page = await deps.calendar.readWindow(access, window, work.page, timesOnly);
    await takePage(deps, { feed, reading, access, trace }, page);
    if (page.nextPage === undefined) return conclude(deps, feed, page, work);
    await turnPage(deps, feed, reading, { page, trace });
  };
