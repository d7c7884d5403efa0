import type { Connection } from '../../events/stored/connection.ts';
import type { AccessTokens } from '../ports/access-tokens.ts';
import type { Calendars } from '../ports/calendars.ts';
import type { Feeds } from '../ports/feeds.ts';
import { withToken } from '../sync/with-token.ts';

interface Deps {
  readonly feeds: Feeds;
  readonly calendars: Calendars;
  readonly tokens: AccessTokens;
}

/** Stops the channels of a feed at the provider; how many there were. A channel that is gone is stopped. */
export const stopChannels =
  ({ feeds, calendars, tokens }: Deps) =>
  async (connection: Connection, feedId: string): Promise<number> => {
    const feed = await feeds.read(feedId);
    const { calendarId } = connection;
    const known = [feed?.channel, feed?.previousChannel].flatMap((channel) =>
      channel?.resourceId === undefined ? [] : [{ id: channel.id, resourceId: channel.resourceId }],
    );
    for (const channel of known)
      await withToken(tokens)(connection, (accessToken) =>
        calendars(connection.provider).unwatch({ accessToken, calendarId }, channel),
      );
    return known.length;
  };

/** Removes a feed with everything imported through it; how many events that were. */
export const dropFeed =
  ({ feeds }: Pick<Deps, 'feeds'>) =>
  async (feedId: string): Promise<number> => {
    const removed = await feeds.removeAllEvents(feedId);
    await feeds.remove(feedId);
    return removed;
  };
