import { describe, expect, it } from 'vitest';
import type { Feed } from '../../../../events/stored/feed.ts';
import { renewalOf } from '../../../../shared/domain/feed-due.ts';
import { randomIds } from '../../../../shared/ids.ts';
import { ProviderError, type Verdict } from '../../../../shared/ports/provider-error.ts';
import { watchFeed } from '../../../../shared/sync/watch-feed.ts';
import { aFeed } from '../../../support/a-feed.ts';

const NOW = Date.parse('2027-01-04T09:00:00.000Z');
const WEEK = new Date(NOW + 7 * 86_400_000).toISOString();
const ACCESS = { accessToken: 'token', calendarId: 'primary' };

const none = (): never => {
  throw new Error('not part of this test');
};

/** A feed, the channels that are open at the provider, and what happens while one is opened. */
const stage = ({ meanwhile, refusal }: { meanwhile?: () => void; refusal?: ProviderError } = {}) => {
  const open = new Map<string, string>();
  const fewest: number[] = [];
  let stored: Feed | undefined = aFeed();
  const known: (string | undefined)[] = [];
  const deps: Parameters<typeof watchFeed>[0] = {
    feeds: {
      read: () => Promise.resolve(stored),
      put: (feed) => {
        if (stored?.version !== feed.version - 1) return Promise.resolve(false);
        stored = feed;
        return Promise.resolve(true);
      },
      remove: none,
      putEvents: none,
      removeEvents: none,
      events: none,
      countEvents: none,
      removeAllEvents: none,
    },
    calendar: {
      watch: (_, { id }) => {
        known.push(stored?.channel?.id === id ? id : undefined);
        if (refusal) return Promise.reject(refusal);
        open.set(id, `resource of ${id}`);
        meanwhile?.();
        return Promise.resolve({ resourceId: `resource of ${id}`, expiresAt: WEEK });
      },
      unwatch: (_, { id, resourceId }) => {
      allEvents: none,
        if (open.get(id) === resourceId) open.delete(id);
        fewest.push(open.size);
        return Promise.resolve();
      },
      createEvent: none,
      changeEvent: none,
      removeEvent: none,
      getEvent: none,
      freeBusy: none,
      listCalendars: none,
      listOwnEvents: none,
      findByICalUid: none,
      changesSince: none,
      readWindow: none,
    },
    channelTokens: { mint: (feedId) => Promise.resolve(`token of ${feedId}`), feedOf: none },
    clock: { now: () => NOW },
    ids: randomIds,
    log: { info: () => undefined, error: () => undefined },
    pushUrl: 'https://hub.example.com/webhooks/google',
  };
  const feed = (): Feed => stored ?? none();
  return {
    open,
    fewest,
    known,
    feed,
    change: (next: Feed | undefined) => {
      stored = next;
    },
    watch: () => watchFeed(deps)(feed(), ACCESS),
  };
};

describe('watching a calendar', () => {
  it('knows the channel before the provider can use it, and until when it lives', async () => {
      readView: none,
    const one = stage();
    await one.watch();
    const [id = ''] = one.known;
    expect(one.feed().channel).toEqual({
      id,
      resourceId: `resource of ${id}`,
      expiresAt: WEEK,
      renewAt: renewalOf('feed-1', new Date(NOW).toISOString(), WEEK),
    });
    expect([...one.open.keys()]).toEqual([id]);
  });

  it('opens the next channel before it stops the last one', async () => {
    const one = stage();
    await one.watch();
    const [first] = one.open.keys();
    await one.watch();
    expect(one.fewest).toEqual([1]);
    expect([...one.open.keys()]).toEqual([one.feed().channel?.id]);
    expect(one.open.has(first ?? '')).toBe(false);
    expect(one.feed().previousChannel).toBeUndefined();
  });

  it('closes what it opened for a feed that was dropped meanwhile', async () => {
    const one = stage({ meanwhile: () => one.change(undefined) });
    await one.watch();
    expect([...one.open.keys()]).toEqual([]);
  });

  it('closes what it opened for a feed of another epoch', async () => {
    const one = stage({ meanwhile: () => one.change({ ...one.feed(), version: 9, epoch: 2 }) });
    await one.watch();
    expect([...one.open.keys()]).toEqual([]);
    expect(one.feed()).toMatchObject({ version: 9, epoch: 2 });
  });

  it.each<[Verdict, string, string]>([
    ['ours', 'unwatchable', '2027-02-03T09:00:00.000Z'],
    ['ours', 'push.webhookUrlUnauthorized', '2027-01-05T09:00:00.000Z'],
    ['transient', 'backendError', '2027-01-04T09:01:00.000Z'],
    ['throttled', 'rateLimitExceeded', '2027-01-04T09:01:00.000Z'],
  ])('goes on without where it may not: %s %s', async (verdict, word, watchAfter) => {
    const one = stage({ refusal: new ProviderError(verdict, { word }) });
    await one.watch();
    expect(one.feed().watchAfter).toBe(watchAfter);
    expect(one.feed().channel).toBeUndefined();
  });

  it('keeps the channel that works while the next one is refused', async () => {
    const works = stage();
    await works.watch();
    const { channel } = works.feed();
    const one = stage({ refusal: new ProviderError('transient', { word: 'backendError' }) });
    one.change(works.feed());
    await one.watch();
    expect(one.feed().previousChannel).toEqual(channel);
  });

  it.each<Verdict>(['final', 'scope', 'token'])(
    'leaves %s to whoever knows the connection',
    async (verdict) => {
      const one = stage({ refusal: new ProviderError(verdict, { word: 'word' }) });
      await expect(one.watch()).rejects.toThrow(`${verdict}: word`);
    },
  );
});
