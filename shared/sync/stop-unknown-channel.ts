import type { FeedWork } from '../../events/internal/feed-work.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { saveFeed } from './save-feed.ts';
import type { SyncDeps } from './sync-deps.ts';
import { withToken } from './with-token.ts';

type Work = Extract<FeedWork, { kind: 'changes' }>;

/** Whether a push came over a channel that the feed no longer knows. */
export const isUnknownChannel = ({ channel, previousChannel }: Feed, { channelId }: Work): boolean =>
  channelId !== undefined && channelId !== channel?.id && channelId !== previousChannel?.id;

const REMEMBERED = 5;

/** Once: providers deliver for a while after the stop. Nobody wants its pushes any more: it is stopped where its connection still can, and else falls silent when it expires. */
export const stopUnknownChannel =
  (deps: SyncDeps) =>
  async (feed: Feed, { channelId, resourceId, trace }: Work): Promise<void> => {
    const { connections, tokens, calendar, log } = deps;
    if (channelId === undefined || feed.stopped?.includes(channelId)) return;
    const connection = await connections.read(feed.org, feed.userId, feed.connectionId);
    log.info('sync.unknown_channel', { feedId: feed.id, trace });
    if (connection?.state !== 'connected' || resourceId === undefined) return;
    await withToken(tokens)(connection, (accessToken) =>
      calendar.unwatch({ accessToken, calendarId: feed.calendarId }, { id: channelId, resourceId }),
    );
    await saveFeed(deps)(feed, ({ stopped = [], ...rest }) => ({
      ...rest,
      stopped: [...stopped, channelId].slice(-REMEMBERED),
    }));
  };
