import type { FeedWork } from '../../events/internal/feed-work.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { Feed } from '../../events/stored/feed.ts';
import type { Provider } from '../../events/stored/provider.ts';
import { providerOf } from '../domain/provider-of.ts';
import type { CalendarAccess } from '../ports/calendar-provider.ts';
import { ProviderError } from '../ports/provider-error.ts';
import { awaitWindow } from './await-window.ts';
import { checkEvents } from './check-events.ts';
import { heedChannel } from './heed-channel.ts';
import { missesCalendar } from './look-at-event.ts';
import { type OpenFeed, openFeed } from './open-feed.ts';
import { readWindow } from './read-window.ts';
import { reportSync } from './report-sync.ts';
import { isUnknownChannel, isWatched, stopUnknownChannel } from './stop-unknown-channel.ts';
import type { CalendarSide, SyncDeps } from './sync-deps.ts';
import { tellSiblings } from './tell-siblings.ts';
import { tendFeed } from './tend-feed.ts';
import { waitWithFeed } from './wait-with-feed.ts';
import { watchFeed } from './watch-feed.ts';
import { withToken } from './with-token.ts';

const run = async (deps: SyncDeps, { feed }: OpenFeed, work: Own, access: CalendarAccess): Promise<void> => {
  switch (work.kind) {
    case 'changes': {
      const events = await tendFeed(deps)(feed, work, access);
      if (events === undefined) await awaitWindow(deps)(feed, work);
      const report =
        events === undefined ? ({ state: 'waiting' } as const) : ({ state: 'done', events } as const);
      return reportSync(deps)(work, report);
    }
    case 'window':
      return readWindow(deps)(feed, work, access);
    case 'events':
      return checkEvents(deps)(feed, work, access);
    case 'watch':
      return watchFeed(deps)(feed, access);
  }
};

type Own = Exclude<FeedWork, { kind: 'channel' }>;

type Shared = Omit<SyncDeps, keyof CalendarSide>;

/** What every feed needs, and what differs from provider to provider. */
export type FeedDeps = Shared & { readonly sideOf: (provider: Provider) => CalendarSide };

/** The timer of the feed does not know of single events: they wait under one of their own. */
const keepWork = async ({ dues }: Shared, { notBefore }: Feed, work: FeedWork): Promise<void> => {
  const [eventId] = work.kind === 'events' ? work.eventIds : [];
  if (eventId === undefined || notBefore === undefined) return;
  const owner = `${work.feedId}.${eventId}`;
  await dues.put({
    v: 1,
    kind: 'recheck',
    owner,
    version: 1,
    dueAt: notBefore,
    messages: [{ queue: 'sync', body: work }],
  });
};

/** Nobody will ever do this work: its timers go, or they would send it again for ever. */
const dropWork = async ({ dues, log }: Shared, work: FeedWork, feed: Feed | undefined): Promise<void> => {
  const { feedId, kind, trace } = work;
  log.info('sync.dropped', { feedId, kind, trace });
  // Of the feed as it was read: one that began a new epoch since has a timer of its own.
  await dues.remove('feed', feedId, feed?.version);
  for (const eventId of work.kind === 'events' ? work.eventIds : [])
    await dues.remove('recheck', `${feedId}.${eventId}`);
};

/** While the list cannot be had, the feed just waits. */
const lookForCalendar = async (deps: SyncDeps, connection: Connection, trace: string): Promise<void> => {
  try {
    await deps.relist(connection, trace);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    deps.log.info('sync.list_failed', { connectionId: connection.id, word: error.word, trace });
  }
};

/** Their feed was dropped, or begun anew, while pages of it were being written: who did that could not see these rows. */
const forgetRows = async (
  { feeds }: SyncDeps,
  { id, generation, reading }: Feed,
  work: Own,
): Promise<void> => {
  const present = await feeds.read(id);
  const begun = work.kind === 'window' ? work.generation : undefined;
  for (const one of new Set([generation, reading?.generation, begun]))
    if (one !== undefined && one !== present?.generation && one !== present?.reading?.generation)
      await feeds.removeAllEvents(id, one);
};

const runFor = async (deps: SyncDeps, open: OpenFeed, work: Own): Promise<void> => {
  const { feed, connection } = open;
  try {
    await withToken(deps.tokens)(connection, (accessToken) =>
      run(deps, open, work, { accessToken, calendarId: feed.calendarId }),
    );
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const waiting = await waitWithFeed(deps)(feed, connection, error, work.trace);
    await (waiting ? keepWork(deps, waiting, work) : forgetRows(deps, feed, work));
    const isOver = error.verdict === 'final' || error.verdict === 'scope';
    await reportSync(deps)(work, { state: isOver ? 'failed' : 'waiting', reason: error.verdict });
    if (missesCalendar(error)) await lookForCalendar(deps, connection, work.trace);
  }
};

/** Its timer alone knows that there was once such a feed. */
const dropFor = async (deps: Shared, work: FeedWork, feed?: Feed): Promise<void> => {
  await dropWork(deps, work, feed);
  return reportSync(deps)(work, { state: 'failed', reason: 'not_connected' });
};

const workOn = async (deps: SyncDeps, open: OpenFeed, work: Own): Promise<void> => {
  const { notBefore } = open.feed;
  if (notBefore === undefined || notBefore <= new Date(deps.clock.now()).toISOString())
    return runFor(deps, open, work);
  await keepWork(deps, open.feed, work);
  return reportSync(deps)(work, { state: 'waiting', reason: 'provider_unavailable' });
};

const heed = async (
  deps: SyncDeps,
  { feed, connection }: OpenFeed,
  work: Extract<FeedWork, { kind: 'channel' }>,
): Promise<void> => {
  const heeded = await heedChannel(deps)(feed, work);
  if (heeded === undefined) return;
  if (work.happening === 'missed') await tellSiblings(deps)(feed, work);
  return workOn(deps, { connection, feed: heeded.feed }, heeded.work);
};

/** Whoever tells it on names no channel. */
const isToldByChannel = (work: Own): work is Extract<Own, { kind: 'changes' }> =>
  work.kind === 'changes' && work.cause === 'push' && work.resourceId !== undefined;

const workOpen = async (deps: SyncDeps, open: OpenFeed, work: FeedWork): Promise<void> => {
  if (work.kind === 'channel') return heed(deps, open, work);
  if (isToldByChannel(work)) await tellSiblings(deps)(open.feed, work);
  return workOn(deps, open, work);
};

const stopQuietly = (deps: SyncDeps, feed: Feed, work: Extract<Own, { kind: 'changes' }>): Promise<void> =>
  stopUnknownChannel(deps)(feed, work).catch((error: unknown) => {
    if (!(error instanceof ProviderError)) throw error;
  });

/**
 * One message about one feed. A feed that is unknown, or whose connection has another epoch, is dropped; one that waits is left to
 * its timer. Resolves when the work is done or waits on the feed; throws only what nobody foresaw.
 */
export const workFeed =
  ({ sideOf, ...shared }: FeedDeps) =>
  async (work: FeedWork): Promise<void> => {
    const { feed, open } = await openFeed(shared)(work);
    if (feed === undefined) return dropFor(shared, work);
    const deps = { ...shared, ...sideOf(providerOf(feed.platform)) };
    if (work.kind === 'changes' && isUnknownChannel(feed, work)) {
      await stopQuietly(deps, feed, work);
      if (isWatched(feed)) return;
    }
    return open ? workOpen(deps, open, work) : dropFor(deps, work, feed);
  };
