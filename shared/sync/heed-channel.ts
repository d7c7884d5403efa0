import type { FeedWork } from '../../events/internal/feed-work.ts';
import type { Channel, Feed } from '../../events/stored/feed.ts';
import { saveFeed } from './save-feed.ts';
import type { SyncDeps } from './sync-deps.ts';

type Work = Extract<FeedWork, { kind: 'channel' }>;
interface Heeded {
  readonly feed: Feed;
  readonly work: Extract<FeedWork, { kind: 'changes' }>;
}
type Deps = Pick<SyncDeps, 'feeds' | 'clock' | 'log'>;

/** Asked for every minute, a channel is still not renewed more often: Microsoft allows it once in ten minutes. */
const RENEWED_MS = 10 * 60_000;

const renewalAt = ({ since, renewAt }: Channel, now: string): string => {
  const soonest = since === undefined ? now : new Date(Date.parse(since) + RENEWED_MS).toISOString();
  const wanted = soonest > now ? soonest : now;
  return renewAt !== undefined && renewAt < wanted ? renewAt : wanted;
};

const without = ({ channel, previousChannel, ...feed }: Feed, resourceId: string): Feed => ({
  ...feed,
  ...(channel && channel.resourceId !== resourceId && { channel }),
  ...(previousChannel && previousChannel.resourceId !== resourceId && { previousChannel }),
});

const changed = (feed: Feed, { happening, resourceId }: Work, now: string): Feed => {
  if (happening === 'ended') return without(feed, resourceId);
  const { channel } = feed;
  if (happening === 'missed' || channel?.resourceId !== resourceId) return feed;
  return { ...feed, channel: { ...channel, renewAt: renewalAt(channel, now) } };
};

/** Whether a feed has the channel that a provider speaks of. */
const knows = ({ channel, previousChannel }: Feed, { resourceId }: Work): boolean =>
  channel?.resourceId === resourceId || previousChannel?.resourceId === resourceId;

/**
 * Writes down what a provider says of a feed's channel, and that the calendar has to be read: whoever dies after this leaves it to the
 * clock. Resolves to the hint that is to be worked on now; undefined where it is of no channel of the feed, as is whatever comes twice.
 */
export const heedChannel =
  (deps: Deps) =>
  async (feed: Feed, work: Work): Promise<Heeded | undefined> => {
    const { feedId, happening, trace } = work;
    deps.log.info('sync.channel_news', { feedId, happening, trace });
    if (!knows(feed, work)) return undefined;
    const now = new Date(deps.clock.now()).toISOString();
    const note = (seen: Feed): Promise<Feed | undefined> =>
      saveFeed(deps)(seen, (current) => ({ ...changed(current, work, now), recheckAt: now }));
    const noted = await note(feed);
    if (noted === undefined) {
      // It has just begun a new epoch: true of that one as well, whose own timer does the rest.
      const present = await deps.feeds.read(feedId);
      if (present !== undefined) await note(present);
      return undefined;
    }
    return { feed: noted, work: { v: 1, kind: 'changes', feedId, cause: 'due', noticedAt: now, trace } };
  };
