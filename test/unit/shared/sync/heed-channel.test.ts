import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeedWork } from '../../../../events/internal/feed-work.ts';
import type { Feed } from '../../../../events/stored/feed.ts';
import { heedChannel } from '../../../../shared/sync/heed-channel.ts';
import { aFeed } from '../../../support/a-feed.ts';
import { memoryFeeds } from '../../../support/memory-feeds.ts';

const NOW = '2027-01-04T09:00:00.000Z';
const channel = {
  id: 'chn_2',
  resourceId: 'sub-2',
  kid: 'k1',
  since: '2027-01-04T01:00:00.000Z',
  renewAt: '2027-01-05T01:00:00.000Z',
};
const previousChannel = { id: 'chn_1', resourceId: 'sub-1' };
type News = Extract<FeedWork, { kind: 'channel' }>;
const news = (happening: News['happening'], resourceId = 'sub-2'): News => ({
  v: 1,
  kind: 'channel',
  feedId: 'feed-1',
  resourceId,
  happening,
  noticedAt: NOW,
  trace: 't',
});

const heed = async (feed: Feed, work: News) => {
  const feeds = memoryFeeds(feed);
  const log = { info: () => undefined, error: () => undefined };
  const heeded = await heedChannel({ feeds, clock: { now: () => Date.parse(NOW) }, log })(feed, work);
  return { heeded, stored: feeds.present(), dueAt: feeds.dueAt() };
};

describe('what a provider says of a channel', () => {
  it.each([
    [
      'expires: it is to be renewed now',
      'expires',
      { channel: { ...channel, renewAt: NOW }, previousChannel },
    ],
    ['ended: it is forgotten', 'ended', { previousChannel }],
    ['missed: it stays as it is', 'missed', { channel, previousChannel }],
  ] as const)('%s, and the calendar is read', async (_, happening, expected) => {
    const { heeded, stored, dueAt } = await heed(aFeed({ channel, previousChannel }), news(happening));
    expect(stored).toEqual({ ...aFeed(), version: 2, recheckAt: NOW, ...expected });
    expect(heeded).toMatchObject({ feed: stored, work: { kind: 'changes', cause: 'due', noticedAt: NOW } });
    // Whoever dies now leaves it to the clock.
    expect(Date.parse(dueAt ?? '')).toBeLessThanOrEqual(Date.parse(NOW) + 30_000);
  });

  it('is true of the calendar that has just begun a new epoch, whose own timer does the rest', async () => {
    const feeds = memoryFeeds(aFeed({ channel, version: 4, epoch: 2 }));
    const log = { info: () => undefined, error: () => undefined };
    const deps = { feeds, clock: { now: () => Date.parse(NOW) }, log };
    const seen = aFeed({ channel, version: 3, epoch: 1 });
    expect(await heedChannel(deps)(seen, news('ended'))).toBeUndefined();
    expect(feeds.present()).toEqual(aFeed({ version: 5, epoch: 2, recheckAt: NOW }));
    await feeds.remove('feed-1');
    expect(await heedChannel(deps)(seen, news('ended'))).toBeUndefined();
  });

  it('of one that takes its leave leaves the one that took over', async () => {
    const { stored } = await heed(aFeed({ channel, previousChannel }), news('ended', 'sub-1'));
    expect(stored).toEqual(aFeed({ version: 2, channel, recheckAt: NOW }));
  });

  it.each(['expires', 'ended', 'missed'] as const)(
    'that nobody knows, or no longer, changes nothing: %s',
    async (happening) => {
      const feed = aFeed({ channel });
      const { heeded, stored } = await heed(feed, news(happening, 'sub-9'));
      expect([heeded, stored]).toEqual([undefined, feed]);
    },
  );

  it('never has it renewed within ten minutes of the last time, nor later than it would be anyway', async () => {
    const at = fc
      .integer({ min: -7_200_000, max: 7_200_000 })
      .map((ms) => new Date(Date.parse(NOW) + ms).toISOString());
    await fc.assert(
      fc.asyncProperty(at, at, async (since, renewAt) => {
        fc.pre(since <= NOW);
        const { stored } = await heed(aFeed({ channel: { ...channel, since, renewAt } }), news('expires'));
        const planned = stored?.channel?.renewAt ?? '';
        expect(
          planned <= renewAt || planned <= NOW || Date.parse(planned) === Date.parse(since) + 600_000,
        ).toBe(true);
        expect(planned >= renewAt || Date.parse(planned) >= Date.parse(since) + 600_000).toBe(true);
      }),
    );
  });
});
