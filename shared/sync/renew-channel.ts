import type { Channel, Feed } from '../../events/stored/feed.ts';
import { renewalOf, watchRetryAt } from '../domain/feed-due.ts';
import type { CalendarAccess } from '../ports/calendar-provider.ts';
import { ProviderError, type Verdict } from '../ports/provider-error.ts';
import { saveFeed } from './save-feed.ts';
import type { SyncDeps } from './sync-deps.ts';

type Deps = Pick<SyncDeps, 'feeds' | 'clock' | 'calendar' | 'log'>;

/** The words that concern more than this channel. */
const LOUD = new Set<Verdict>(['token', 'final', 'scope', 'project']);
/** This very channel will not be renewed any more. */
const OVER = new Set<Verdict>(['gone', 'ours', 'conflict']);

const change = (deps: Deps, seen: Feed, id: string, next: (channel: Channel) => Channel) =>
  saveFeed(deps)(seen, ({ channel, ...rest }) => ({
    ...rest,
    ...(channel && { channel: channel.id === id ? next(channel) : channel }),
  }));

/** A channel that works is asked for again well before it ends, the sooner the less it has left. */
const askLater = async (deps: Deps, feed: Feed, channel: Channel, error: ProviderError): Promise<void> => {
  const renewAt = watchRetryAt({ previousChannel: channel }, deps.clock.now(), error.retryAfterSeconds);
  deps.log.info('sync.not_renewed', { feedId: feed.id, word: error.word });
  await change(deps, feed, channel.id, (present) => ({ ...present, renewAt }));
};

/** One that is gone stands for nothing; one that is not renewed works until the next one does. */
const over = async (deps: Deps, feed: Feed, verdict: Verdict): Promise<Feed | undefined> =>
  verdict === 'gone' ? saveFeed(deps)(feed, ({ channel: _, ...rest }) => rest) : feed;

type Open = Channel & { readonly resourceId: string };

/** Tokens stay as they are: one of an old key is not renewed. */
const isRenewable = (channel: Channel | undefined, kid: string): channel is Open =>
  channel?.resourceId !== undefined && channel.kid === kid;

const refused = async (
  deps: Deps,
  feed: Feed,
  channel: Channel,
  error: unknown,
): Promise<Feed | undefined> => {
  if (!(error instanceof ProviderError) || LOUD.has(error.verdict)) throw error;
  if (OVER.has(error.verdict)) return over(deps, feed, error.verdict);
  await askLater(deps, feed, channel, error);
  return undefined;
};

/**
 * Lets the feed's channel live on, where its provider can renew one and its token is of the present key (`kid`). Resolves to the feed where
 * there has to be a new one. A refusal that may pass is tried again later; one that concerns more than this channel is thrown.
 */
export const renewChannel =
  (deps: Deps) =>
  async (feed: Feed, access: CalendarAccess, kid: string): Promise<Feed | undefined> => {
    const { calendar, clock } = deps;
    const { channel } = feed;
    if (calendar.renewWatch === undefined || !isRenewable(channel, kid)) return feed;
    const since = new Date(clock.now()).toISOString();
    try {
      const { expiresAt } = await calendar.renewWatch(access, { resourceId: channel.resourceId });
      const renewAt = renewalOf(feed.id, since, expiresAt, true);
      await change(deps, feed, channel.id, (present) => ({ ...present, expiresAt, renewAt, since }));
      return undefined;
    } catch (error) {
      return refused(deps, feed, channel, error);
    }
  };
