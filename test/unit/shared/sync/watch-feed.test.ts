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
const stage = ({
  meanwhile,
  refusal,
  renewal,
}: {
  meanwhile?: () => void;
  refusal?: ProviderError;
  /** What comes of asking a channel to live on; absent where that cannot be asked. */
  renewal?: () => ProviderError | undefined;
} = {}) => {
  let kid = 'k1';
  let now = NOW;
  const open = new Map<string, string>();
  const fewest: number[] = [];
  let stored: Feed | undefined = aFeed();
  const renewed: string[] = [];
  const known: (string | undefined)[] = [];
  const deps: Parameters<typeof watchFeed>[0] = {
    feeds: {
      readMany: none,
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
      eventsById: none,
      allEvents: none,
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
      ...(renewal && {
        renewWatch: (_, { resourceId }) => {
          renewed.push(resourceId);
          const refused = renewal();
          return refused
            ? Promise.reject(refused)
            : Promise.resolve({ expiresAt: new Date(now + 3 * 86_400_000).toISOString() });
        },
      }),
      unwatch: (_, { id, resourceId }) => {
        if (open.get(id) === resourceId) open.delete(id);
        fewest.push(open.size);
        return Promise.resolve();
      },
      createEvent: none,
      changeEvent: none,
      removeEvent: none,
      getEvent: none,
      findOwnEvent: none,
      freeBusy: none,
      listCalendars: none,
      listOwnEvents: none,
      findByICalUid: none,
      changesSince: none,
      readWindow: none,
      readView: none,
    },
    channelTokens: { mint: (feedId) => Promise.resolve({ token: `token of ${feedId}`, kid }), feedOf: none },
    clock: { now: () => now },
    ids: randomIds,
    log: { info: () => undefined, error: () => undefined },
    pushUrl: 'https://hub.example.com/webhooks/google',
  };
  const feed = (): Feed => stored ?? none();
  return {
    open,
    fewest,
    known,
    renewed,
    useKey: (id: string) => {
      kid = id;
    },
    wait: (hours: number) => {
      now += hours * 3_600_000;
    },
    feed,
    change: (next: Feed | undefined) => {
      stored = next;
    },
    watch: () => watchFeed(deps)(feed(), ACCESS),
  };
};

describe('watching a calendar', () => {
  it('knows the channel before the provider can use it, and until when it lives', async () => {
    const one = stage();
    await one.watch();
    const [id = ''] = one.known;
    expect(one.feed().channel).toEqual({
      id,
      resourceId: `resource of ${id}`,
      expiresAt: WEEK,
      renewAt: renewalOf('feed-1', new Date(NOW).toISOString(), WEEK),
      kid: 'k1',
      since: new Date(NOW).toISOString(),
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

describe('a channel that can be renewed', () => {
  const renewable = async (renewal: () => ProviderError | undefined = () => undefined) => {
    const one = stage({ renewal });
    await one.watch();
    one.wait(24);
    return one;
  };
  const refused = (verdict: Verdict) => new ProviderError(verdict, { word: 'word' });

  it('is renewed in its place, after a third of its life or little more', async () => {
    const one = await renewable();
    const before = one.feed().channel;
    expect(before?.renewAt).toBe(renewalOf('feed-1', new Date(NOW).toISOString(), WEEK, true));
    expect(Date.parse(before?.renewAt ?? '')).toBeLessThanOrEqual(NOW + 0.4 * 7 * 86_400_000);
    await one.watch();
    expect(one.renewed).toEqual([before?.resourceId]);
    expect([...one.open.keys()]).toEqual([before?.id]);
    expect(one.feed().channel).toEqual({
      ...before,
      since: '2027-01-05T09:00:00.000Z',
      expiresAt: '2027-01-08T09:00:00.000Z',
      renewAt: renewalOf('feed-1', '2027-01-05T09:00:00.000Z', '2027-01-08T09:00:00.000Z', true),
    });
  });

  it.each<Verdict>(['gone', 'ours', 'conflict'])(
    'is replaced when its renewal is answered %s',
    async (verdict) => {
      const one = await renewable(() => refused(verdict));
      const before = one.feed().channel?.id;
      await one.watch();
      expect(one.feed().channel).toMatchObject({ resourceId: expect.any(String), kid: 'k1' });
      expect(one.feed().channel?.id).not.toBe(before);
      expect(one.feed()).not.toHaveProperty('previousChannel');
    },
  );

  it('is replaced when its token is of a key that new ones are no longer minted under', async () => {
    const one = await renewable();
    const before = one.feed().channel?.id;
    one.useKey('k2');
    await one.watch();
    expect(one.renewed).toEqual([]);
    expect(one.feed().channel).toMatchObject({ kid: 'k2' });
    expect(one.open.has(before ?? '')).toBe(false);
  });

  it.each<Verdict>(['transient', 'throttled'])(
    'goes on as it is while its renewal is answered %s, and is asked for again within minutes',
    async (verdict) => {
      const one = await renewable(() => refused(verdict));
      const before = one.feed().channel;
      await one.watch();
      expect(one.feed().channel).toEqual({ ...before, renewAt: '2027-01-05T09:05:00.000Z' });
      expect([...one.open.keys()]).toEqual([before?.id]);
    },
  );

  it.each<Verdict>(['final', 'scope', 'token', 'project'])(
    'leaves %s to whoever knows the connection',
    async (verdict) => {
      const one = await renewable(() => refused(verdict));
      await expect(one.watch()).rejects.toThrow(`${verdict}: word`);
    },
  );

  it('that is no longer the feed’s when the answer comes changes nothing', async () => {
    const one = await renewable(() => {
      one.change({ ...one.feed(), version: 9, epoch: 2 });
      return undefined;
    });
    const before = one.feed().channel;
    await one.watch();
    expect(one.feed()).toMatchObject({ version: 9, epoch: 2, channel: before });
  });
});

describe('a calendar that nothing watches', () => {
  it('is tried again less and less often, up to every three minutes', async () => {
    const one = stage({ refusal: new ProviderError('transient', { word: 'ValidationError' }) });
    const waits: number[] = [];
    for (let time = 0; time < 6; time += 1) {
      await one.watch();
      waits.push((Date.parse(one.feed().watchAfter ?? '') - NOW) / 60_000);
    }
    expect(waits).toEqual([1, 2, 3, 3, 3, 3]);
  });
});
