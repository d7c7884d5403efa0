import type { FeedWork } from '../../events/internal/feed-work.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { saveFeed } from './save-feed.ts';
import type { SyncDeps } from './sync-deps.ts';
import { withToken } from './with-token.ts';

type Work = Extract<FeedWork, { kind: 'changes' }>;

/** Whether a push came over a channel that the feed no longer knows. Some providers name a channel by our id, some by theirs only. */
export const isUnknownChannel = (
  { channel, previousChannel }: Feed,
  { channelId, resourceId }: Work,
): boolean => {
  const known = [channel, previousChannel];
  if (channelId !== undefined) return known.every((one) => channelId !== one?.id);
  return resourceId !== undefined && known.every((one) => resourceId !== one?.resourceId);
};

/** Whether what a stray channel tells is told by another one, too. */
export const isWatched = ({ channel, previousChannel }: Feed): boolean =>
  channel?.resourceId !== undefined || previousChannel?.resourceId !== undefined;

const REMEMBERED = 5;

/** Once: providers deliver for a while after the stop. Nobody wants its pushes any more: it is stopped where its connection still can, and else falls silent when it expires. */
export const stopUnknownChannel =
  (deps: SyncDeps) =>
  async (feed: Feed, { channelId, resourceId, trace }: Work): Promise<void> => {
    const { connections, tokens, calendar, log } = deps;
    const id = channelId ?? resourceId;
    if (id === undefined || feed.stopped?.includes(id)) return;
    const connection = await connections.read(feed.org, feed.userId, feed.connectionId);
    log.info('sync.unknown_channel', { feedId: feed.id, trace });
    if (connection?.state !== 'connected' || resourceId === undefined) return;
    await withToken(tokens)(connection, (accessToken) =>
      calendar.unwatch({ accessToken, calendarId: feed.calendarId }, { id, resourceId }),
    );
    await saveFeed(deps)(feed, ({ stopped = [], ...rest }) => ({
      ...rest,
      stopped: [...stopped, id].slice(-REMEMBERED),
    }));
  };
