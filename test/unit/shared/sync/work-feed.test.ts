import { describe, expect, it } from 'vitest';
import type { FeedWork } from '../../../../events/internal/feed-work.ts';
import type { Due } from '../../../../events/stored/due.ts';
import type { Feed } from '../../../../events/stored/feed.ts';
import { reconcileAt } from '../../../../shared/domain/feed-due.ts';
import { randomIds } from '../../../../shared/ids.ts';
import type { CalendarEvent, ChangePage } from '../../../../shared/ports/calendar-provider.ts';
import { ProviderError } from '../../../../shared/ports/provider-error.ts';
import type { SyncDeps } from '../../../../shared/sync/sync-deps.ts';
import { workFeed } from '../../../../shared/sync/work-feed.ts';
import { AT, aBooking, anEntry } from '../../../support/a-booking.ts';
import { aConnection } from '../../../support/a-connection.ts';
import { memoryBookings } from '../../../support/memory-bookings.ts';
import { memoryFeeds } from '../../../support/memory-feeds.ts';

const connection = aConnection();
const channel = { id: 'chn_1', resourceId: 'r', renewAt: '2027-01-09T09:00:00.000Z' };
const aFeed = (over: Partial<Feed> = {}): Feed => ({
  v: 1,
  id: 'feed-ben',
  version: 1,
  org: 'acme',
  userId: 'ben',
  connectionId: 'con_ben',
  epoch: 1,
  imports: true,
  switched: 0,
  platform: 'google_calendar',
  calendarId: 'primary',
  privacy: 'default',
  attempts: 0,
  channel,
  ...over,
});
const event = (id: string, over: Partial<CalendarEvent> = {}): CalendarEvent => ({
  id,
  exists: true,
  busy: true,
  isPrivate: false,
  title: 'Dentist',
  attendees: [],
  start: '2027-01-05T10:00:00.000Z',
  end: '2027-01-05T11:00:00.000Z',
  ...over,
});
const refusal = (verdict: 'throttled' | 'cursor' | 'transient' | 'final') =>
  new ProviderError(verdict, { word: verdict });
const none = (): never => {
  throw new Error('not part of this test');
};

type Said = ChangePage | ProviderError;
/** What happens while it is asked comes first. */
type Answer = Said | (() => Said);

/** A feed, what its calendar answers page by page, and what was sent on. */
const stage = (first: Feed, answers: Readonly<Record<string, Answer[]>>) => {
  const feeds = memoryFeeds(first);
  const queue: FeedWork[] = [];
  const timers: Due[] = [];
  const commits: unknown[] = [];
  const removed: unknown[] = [];
  let now = Date.parse(AT);
  const answer = (asked: string): Promise<ChangePage> => {
    const first = answers[asked]?.shift();
    const next = typeof first === 'function' ? first() : first;
    if (next instanceof ProviderError) return Promise.reject(next);
    return next ? Promise.resolve(next) : none();
  };
  const ours = aBooking({
    calendars: { ben: anEntry({ feedId: 'feed-ben', base: { start: AT, end: AT, exists: true } }) },
  });
  const deps: SyncDeps = {
    feeds,
    clock: { now: () => now },
    ids: randomIds,
    relist: () => Promise.resolve(undefined),
    log: { info: () => undefined, error: () => undefined },
    pushUrl: 'https://hub.example.com/webhooks/google',
    bookings: memoryBookings(ours),
    people: { readMany: none },
    tokens: { of: () => Promise.resolve('token'), forget: none },
    channelTokens: { mint: none, feedOf: none },
    calendar: {
      readWindow: (_, __, page = 'first') => answer(`window ${page}`),
      readView: (_, __, page = 'first') => answer(`view ${page}`),
      changesSince: (_, cursor, page = 'first') => answer(`${cursor} ${page}`),
      createEvent: none,
      changeEvent: none,
      removeEvent: none,
      getEvent: none,
      findOwnEvent: none,
      freeBusy: none,
      listCalendars: none,
      listOwnEvents: none,
      findByICalUid: none,
      watch: none,
      unwatch: () => Promise.resolve(),
    },
    queues: {
      send: (messages) => {
        queue.push(
          ...messages.flatMap((message) =>
            message.queue === 'sync' && 'feedId' in message.body ? [message.body] : [],
          ),
        );
        return Promise.resolve();
      },
    },
    dues: {
      put: (due) => {
        timers.push(due);
        return Promise.resolve();
      },
      remove: (...one) => {
        removed.push(one);
        return Promise.resolve();
      },
      dueBy: none,
      postpone: none,
    },
    connections: {
      read: () => Promise.resolve(connection),
      commit: (change) => {
        commits.push(change.connection?.state);
        return Promise.resolve({ outcome: 'committed' });
      },
      ofUsers: none,
    },
  };
  const run = workFeed({ ...deps, sideOf: () => deps });
  return {
    feeds,
    queue,
    timers,
    commits,
    removed,
    run,
    /** Works off what is queued, as the FIFO group would. */
    drain: async () => {
      for (let work = queue.shift(); work !== undefined; work = queue.shift()) await run(work);
    },
    wait: (minutes: number) => {
      now += minutes * 60_000;
    },
    hint: (cause: 'push' | 'due'): FeedWork => ({
      v: 1,
      kind: 'changes',
      feedId: 'feed-ben',
      trace: 't',
      cause,
      noticedAt: new Date(now).toISOString(),
    }),
  };
};

const WINDOW: FeedWork = { v: 1, kind: 'window', feedId: 'feed-ben', generation: 'gen_new', trace: 't' };
const pages = (): Record<string, Answer[]> => ({
  'window first': [{ events: [event('a')], nextPage: 'p2', zone: 'Europe/Prague' }],
  'window p2': [{ events: [], nextPage: 'p3' }],
  'window p3': [{ events: [event('b'), event('free', { busy: false })], cursor: 'c1' }],
});

describe('a full read', () => {
  it('goes page by page and counts when the last one is in', async () => {
    const one = stage(aFeed(), { ...pages(), 'c1 first': [{ events: [event('late')], cursor: 'c2' }] });
    await one.run(WINDOW);
    expect(one.feeds.present()?.generation).toBeUndefined();
    await one.drain();
    expect(one.feeds.present()).toMatchObject({ generation: 'gen_new', cursor: 'c2', zone: 'Europe/Prague' });
    expect(one.feeds.present()).not.toHaveProperty('reading');
    expect(one.feeds.rows()).toEqual(['gen_new a', 'gen_new b', 'gen_new late']);
  });

  it('goes on at the page that was refused, however often it is refused', async () => {
    const p2 = [refusal('throttled'), refusal('transient'), { events: [], nextPage: 'p3' }];
    const quiet = () => ({ events: [], cursor: 'c2' });
    const one = stage(aFeed(), {
      ...pages(),
      'window p2': p2,
      'c1 first': [quiet()],
      'c2 first': [quiet(), quiet(), quiet()],
    });
    await one.run(WINDOW);
    for (let round = 0; round < 3; round += 1) {
      await one.drain();
      one.wait(20);
      await one.run(one.hint('due'));
    }
    await one.drain();
    expect(one.feeds.rows()).toEqual(['gen_new a', 'gen_new b']);
    expect(one.feeds.present()).toMatchObject({ generation: 'gen_new', cursor: 'c2', attempts: 0 });
  });

  it('leaves the rows of before in place until nobody can be reading them, and asks for our own events', async () => {
    const before = aFeed({ generation: 'gen_old', cursor: 'c0' });
    const one = stage(before, { ...pages(), 'c1 first': [{ events: [], cursor: 'c2' }] });
    await one.feeds.putEvents([
      { v: 1, feedId: 'feed-ben', generation: 'gen_old', busy: true, id: 'gone', start: AT, end: AT },
    ]);
    await one.run(WINDOW);
    expect(one.feeds.present()?.generation).toBe('gen_old');
    expect(one.feeds.rows()).toEqual(['gen_new a', 'gen_old gone']);
    for (let work = one.queue.shift(); work?.kind === 'window'; work = one.queue.shift()) await one.run(work);
    expect(one.feeds.rows()).toEqual(['gen_new a', 'gen_new b', 'gen_old gone']);
    expect(one.feeds.present()?.generation).toBe('gen_new');
    expect(one.queue).toContainEqual(
      expect.objectContaining({ kind: 'events', eventIds: ['event1'], believed: false }),
    );
  });

  it('has the rows of before removed by the clock an hour later, and not sooner', async () => {
    const old = { v: 1, generation: 'gen_1', busy: true, id: 'gone', start: AT, end: AT } as const;
    const feed = aFeed({
      generation: 'gen_2',
      cursor: 'c1',
      lastReadStartedAt: '2027-01-04T09:30:00.000Z',
      stale: ['gen_1'],
      sweepAt: '2027-01-04T10:00:00.000Z',
    });
    const nothing = { events: [], cursor: 'c1' };
    const one = stage(feed, { 'c1 first': [nothing, nothing] });
    await one.feeds.putEvents([{ ...old, feedId: 'feed-ben' }]);
    one.wait(45);
    await one.run(one.hint('due'));
    expect(one.feeds.rows()).toEqual(['gen_1 gone']);
    expect(one.feeds.dueAt()).toBe('2027-01-04T10:00:00.000Z');
    one.wait(16);
    await one.run(one.hint('due'));
    expect(one.feeds.rows()).toEqual([]);
    expect(one.feeds.present()).not.toHaveProperty('stale');
    expect(one.feeds.present()).not.toHaveProperty('sweepAt');
  });

  it('removes at once what nobody may read any more', async () => {
    const one = stage(aFeed({ stale: ['gen_told'] }), pages());
    await one.feeds.putEvents([
      { v: 1, feedId: 'feed-ben', generation: 'gen_told', busy: true, id: 'secret', start: AT, end: AT },
    ]);
    await one.run(WINDOW);
    for (let work = one.queue.shift(); work?.kind === 'window'; work = one.queue.shift()) await one.run(work);
    expect(one.feeds.rows()).toEqual(['gen_new a', 'gen_new b']);
    expect(one.feeds.present()?.stale).toEqual([]);
  });

  it('is not done twice when its message comes twice', async () => {
    const one = stage(aFeed({ generation: 'gen_new', cursor: 'c1' }), {});
    await one.run(WINDOW);
    expect(one.feeds.present()?.version).toBe(1);
  });
});

describe('changes', () => {
  const read = aFeed({ generation: 'gen_1', cursor: 'c1', lastReadStartedAt: '2027-01-04T08:59:00.000Z' });

  it('move the cursor only after the last page is in', async () => {
    const one = stage(read, {
      'c1 first': [
        { events: [event('a')], nextPage: 'p2' },
        { events: [event('a')], nextPage: 'p2' },
      ],
      'c1 p2': [refusal('transient'), { events: [event('b')], cursor: 'c2' }],
    });
    await one.run(one.hint('push'));
    expect(one.feeds.present()).toMatchObject({ cursor: 'c1', attempts: 1 });
    one.wait(20);
    await one.run(one.hint('due'));
    expect(one.feeds.present()).toMatchObject({ cursor: 'c2', attempts: 0 });
    expect(one.feeds.rows()).toEqual(['gen_1 a', 'gen_1 b']);
  });

  it('that an earlier read has seen are not read again', async () => {
    const one = stage(aFeed({ ...read, lastReadStartedAt: '2027-01-04T09:00:00.250Z' }), {});
    await one.run(one.hint('push'));
    expect(one.feeds.present()?.version).toBe(1);
  });

  it('that nobody sees are looked for once more, half a minute later', async () => {
    const empty = { events: [], cursor: 'c1' };
    const one = stage(read, { 'c1 first': [empty, empty] });
    await one.run(one.hint('push'));
    expect(one.feeds.dueAt()).toBe('2027-01-04T09:00:30.000Z');
    one.wait(1);
    await one.run(one.hint('due'));
    expect(one.feeds.dueAt()).toBe(reconcileAt('feed-ben', '2027-01-04T09:01:00.000Z'));
  });

  it('outside the window, free, declined or without time are forgotten; the title of a private one stays where it is', async () => {
    const one = stage(read, {
      'c1 first': [{ events: [event('a'), event('b'), event('c'), event('d')], cursor: 'c2' }],
      'c2 first': [
        {
          events: [
            event('a', { start: '2028-02-01T00:00:00.000Z', end: '2028-02-02T00:00:00.000Z' }),
            event('b', { busy: false }),
            { id: 'c', exists: false, busy: false, isPrivate: false, attendees: [] },
            event('d', { isPrivate: true }),
          ],
          cursor: 'c3',
        },
      ],
    });
    await one.run(one.hint('push'));
    expect(one.feeds.rows()).toHaveLength(4);
    one.wait(1);
    await one.run(one.hint('push'));
    expect(one.feeds.rows()).toEqual(['gen_1 d']);
    expect((await one.feeds.events('feed-ben', 'gen_1', AT, AT))[0]).not.toHaveProperty('title');
  });

  it('of a dead cursor start a full read and touch nothing', async () => {
    const one = stage(read, { 'c1 first': [refusal('cursor')] });
    await one.run(one.hint('push'));
    expect(one.queue).toEqual([expect.objectContaining({ kind: 'window', feedId: 'feed-ben' })]);
    expect(one.feeds.present()).toMatchObject({ generation: 'gen_1' });
    expect(one.feeds.present()).not.toHaveProperty('cursor');
  });

  it('wait for their time when the provider refuses, and say so where the account is over', async () => {
    const one = stage(read, { 'c1 first': [refusal('final')] });
    await one.run(one.hint('push'));
    expect(one.commits).toEqual(['needs_reauth']);
    const { version } = one.feeds.present() ?? {};
    await one.run(one.hint('push'));
    expect(one.feeds.present()?.version).toBe(version);
  });

  it('of a feed that is dropped while they are read leave no row behind', async () => {
    const acts: (() => unknown)[] = [];
    const one = stage(read, {
      'c1 first': [{ events: [event('a')], nextPage: 'p2' }],
      'c1 p2': [
        () => {
          for (const act of acts) act();
          return refusal('final');
        },
      ],
    });
    acts.push(() => one.feeds.remove('feed-ben'));
    await one.run(one.hint('push'));
    expect(one.feeds.present()).toBeUndefined();
    expect(one.feeds.rows()).toEqual([]);
  });

  it('of a feed of an older epoch are dropped', async () => {
    const one = stage(aFeed({ ...read, epoch: 0 }), {});
    await one.run(one.hint('push'));
    expect(one.feeds.present()?.version).toBe(1);
    // Only the timer of this feed as it was read: one that has begun a new epoch since keeps its own.
    expect(one.removed).toEqual([['feed', 'feed-ben', 1]]);
  });

  it('never let single events be forgotten that had to wait', async () => {
    const one = stage(aFeed({ ...read, notBefore: '2027-01-04T09:10:00.000Z' }), {});
    const work: FeedWork = {
      v: 1,
      kind: 'events',
      feedId: 'feed-ben',
      eventIds: ['event1'],
      believed: false,
      trace: 't',
    };
    await one.run(work);
    expect(one.timers).toEqual([
      expect.objectContaining({
        kind: 'recheck',
        owner: 'feed-ben.event1',
        dueAt: '2027-01-04T09:10:00.000Z',
        messages: [{ queue: 'sync', body: work }],
      }),
    ]);
  });
});
