import type { FeedWork } from '../../events/internal/feed-work.ts';
import type { Feed } from '../../events/stored/feed.ts';
import type { SyncDeps } from './sync-deps.ts';
import { withToken } from './with-token.ts';

type Work = Extract<FeedWork, { kind: 'changes' }>;

/** Whether a push came over a channel that the feed no longer knows. */
export const isUnknownChannel = ({ channel, previousChannel }: Feed, { channelId }: Work): boolean =>
  channelId !== undefined && channelId !== channel?.id && channelId !== previousChannel?.id;

/** Nobody wants its pushes any more: it is stopped where its connection still can, and else falls silent when it expires. */
export const stopUnknownChannel =
  ({ connections, tokens, calendar, log }: SyncDeps) =>
  async (feed: Feed, { channelId, resourceId, trace }: Work): Promise<void> => {
    const connection = await connections.read(feed.org, feed.userId, feed.connectionId);
    log.info('sync.unknown_channel', { feedId: feed.id, trace });
    if (connection?.state !== 'connected' || channelId === undefined || resourceId === undefined) return;
    await withToken(tokens)(connection, (accessToken) =>
      calendar.unwatch({ accessToken, calendarId: feed.calendarId }, { id: channelId, resourceId }),
    );
  };
