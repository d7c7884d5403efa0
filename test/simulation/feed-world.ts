import type { Feed } from '../../events/stored/feed.ts';
import { sweep } from '../../functions/clock/sweep.ts';
import { seededRandom } from '../../infra/simulators/seeded-random.ts';
import { topology } from '../../infra/topology.ts';
import type { Ids } from '../../shared/ports/ids.ts';
import type { ProviderError } from '../../shared/ports/provider-error.ts';
import { guardProvider } from '../../shared/sync/guard-provider.ts';
import { heedBreaker } from '../../shared/sync/heed-breaker.ts';
import type { SyncDeps } from '../../shared/sync/sync-deps.ts';
import { workFeed } from '../../shared/sync/work-feed.ts';
import { aConnection } from '../support/a-connection.ts';
import { aFeed } from '../support/a-feed.ts';
import { memoryBreakers } from '../support/memory-breakers.ts';
import { memoryDues } from './memory-dues.ts';
import { memoryFeedStore } from './memory-feed-store.ts';
import { type Parts, type StandInCalendar, standInCalendar, type Weather } from './stand-in-calendar.ts';
import { watchLedger } from './watch-ledger.ts';
import { workLine } from './work-line.ts';

interface Options {
  readonly feeds: number;
  readonly seed: number;
  readonly beginsAt: number;
  readonly weather: Omit<Weather, 'outage'>;
  /** What the provider refuses every call with then. */
  readonly outage: (now: number) => ProviderError | undefined;
  /** Whose calendars they are; absent: those of a provider whose channels take over from each other. */
  readonly calendars?: (parts: Parts) => StandInCalendar;
  /** Neither the clock nor any worker runs then. */
  readonly areWeOut: (now: number) => boolean;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** What a call at a provider takes, and what everything else of a message does. */
const CALL_MS = 300;
const MESSAGE_MS = 50;

const none = (): never => {
  throw new Error('nobody asks for this');
};
const silent = { info: () => undefined, error: () => undefined };

/** Random ones would take the seed's repeatability away. */
const countedIds = (): Ids => {
  let count = 0;
  return {
    next: (prefix) => {
      count += 1;
      return `${prefix}_${count}`;
    },
    feed: none,
    secret: none,
  };
};

/** A feed whose first read is over; each `id` has its own hour to be due in. */
const feedOf = (id: string, at: string): Feed =>
  aFeed({
    id,
    userId: id,
    connectionId: `con-${id}`,
    calendarId: id,
    generation: 'gen_1',
    cursor: 'cursor',
    lastReadStartedAt: at,
    readTo: new Date(Date.parse(at) + 365 * 24 * HOUR_MS).toISOString(),
  });

const connectionOf = (org: string, userId: string, id: string) => ({
  ...aConnection(),
  id,
  org,
  userId,
  feedId: userId,
  calendarId: userId,
});

/**
 * Very many calendars that are read and watched, on simulated time: the real sweep and the real work of a feed, over stores in memory
 * and a stand-in for the provider. What is simulated is the time: nothing waits.
 */
export const feedWorld = (options: Options) => {
  const { feeds: count, seed, beginsAt, weather, outage, areWeOut, calendars = standInCalendar } = options;
  let now = beginsAt;
  const random = seededRandom(seed);
  const clock = { now: () => now };
  const ledger = watchLedger(clock.now);
  const dues = memoryDues();
  const feeds = memoryFeedStore(dues, ledger.seen);
  const { provider, calls } = calendars({
    now: clock.now,
    random,
    ledger,
    weather: { ...weather, outage: () => outage(now) },
  });
  const called = (): number => Object.values(calls).reduce((sum, each) => sum + each, 0);
  const work = async (body: Parameters<ReturnType<typeof workFeed>>[0], startAt: number): Promise<number> => {
    const before = called();
    now = startAt;
    await doWork(body);
    return MESSAGE_MS + (called() - before) * CALL_MS;
  };
  const line = workLine({ workers: topology.queues.sync.maxConcurrency, work });
  const deps: SyncDeps = {
    feeds,
    dues,
    clock,
    calendar: guardProvider(
      provider,
      heedBreaker({ breakers: memoryBreakers(), clock, log: silent }, 'google_calendar'),
    ),
    queues: line,
    relist: none,
    log: silent,
    pushUrl: 'https://hub.example.com/webhooks/google',
    ids: countedIds(),
    tokens: { of: async () => 'token', forget: none },
    channelTokens: { mint: async (feedId) => ({ token: feedId, kid: 'k1' }), feedOf: none },
    connections: {
      read: async (org, userId, id) => connectionOf(org, userId, id),
      commit: none,
      ofUsers: none,
    },
    people: { readMany: none },
    bookings: {
      read: none,
      commit: none,
      agendas: none,
      listOrg: none,
      listHost: none,
      leftBy: none,
      reference: none,
      references: async () => [],
      idempotency: none,
    },
  };
  const doWork = workFeed({ ...deps, sideOf: () => deps });
  const runSweep = sweep({ dues, queues: line, clock, log: silent });
  const runMinute = async (): Promise<void> => {
    const at = now;
    if (!areWeOut(at)) {
      await runSweep();
      await line.run(at, at + MINUTE_MS);
    }
    now = at + MINUTE_MS;
  };
  return {
    clock,
    ledger,
    calls,
    asked: { feeds: feeds.asked, dues: dues.asked },
    messages: line.sent,
    waiting: line.waiting,
    /** All feeds, connected over the first hour. */
    fill: async (): Promise<void> => {
      for (let index = 0; index < count; index += 1) {
        const at = new Date(beginsAt + (index / count) * HOUR_MS).toISOString();
        await feeds.put(feedOf(`feed-${index}`, at), at);
      }
    },
    runUntil: async (end: number): Promise<void> => {
      while (now < end) await runMinute();
    },
  };
};
