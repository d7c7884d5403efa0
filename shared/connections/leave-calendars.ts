import type { Channel, Feed } from '../../events/stored/feed.ts';
import type { DisconnectProgress } from '../../events/stored/run.ts';
import { connectedFeeds } from '../domain/connected-feeds.ts';
import { hostJudging } from '../domain/host-judging.ts';
import type { AccessTokens } from '../ports/access-tokens.ts';
import type { Calendars } from '../ports/calendars.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connections } from '../ports/connections.ts';
import type { Feeds } from '../ports/feeds.ts';
import type { Queues } from '../ports/queues.ts';
import type { TokenVault } from '../ports/token-vault.ts';
import { tokenKey } from '../tokens/token-key.ts';
import { askProvider } from './ask-provider.ts';
import { keepProgress, RunTaken } from './keep-progress.ts';
import { type Leaving, stepTo } from './leaving.ts';

interface Deps {
  readonly connections: Pick<Connections, 'commit' | 'run'>;
  readonly feeds: Feeds;
  readonly calendars: Calendars;
  readonly tokens: AccessTokens;
  readonly vault: Pick<TokenVault, 'get'>;
  readonly queues: Queues;
  readonly clock: Clock;
}

const openChannels = ({ channel, previousChannel }: Feed): { id: string; resourceId: string }[] =>
  [channel, previousChannel].flatMap((one: Channel | undefined) =>
    one?.resourceId === undefined ? [] : [{ id: one.id, resourceId: one.resourceId }],
  );

interface Stopped {
  readonly channelsStopped: number;
  readonly shutOut: boolean;
}

/** A channel that the provider will not stop ends by itself; its pushes are of no feed that we know. */
const stopChannels = async (deps: Deps, leaving: Leaving, feed: Feed): Promise<Stopped> => {
  let channelsStopped = 0;
  for (const channel of openChannels(feed)) {
    const unwatch = await askProvider(deps)(leaving, feed.calendarId, async (access) => {
      await deps.calendars(leaving.connection.provider).unwatch(access, channel);
      return true;
    });
    if (unwatch.answer) channelsStopped += 1;
    else if (unwatch.no === 'shut_out') return { channelsStopped, shutOut: true };
  }
  return { channelsStopped, shutOut: false };
};

/** Workers that read the feed as it was before find another epoch, and undo what they have done. */
const closed = ({ channel: _, previousChannel: __, ...feed }: Feed, { connection }: Leaving): Feed => ({
  ...feed,
  epoch: connection.epoch,
  version: feed.version + 1,
});

const ATTEMPTS = 5;

/** Channels and rows are counted in the very commit after which the feed has none, so once. */
const tryLeaveFeed = async (deps: Deps, leaving: Leaving, feedId: string): Promise<Leaving> => {
  const feed = await deps.feeds.read(feedId);
  const { progress } = leaving;
  const feeds = [...progress.feeds, feedId];
  if (feed === undefined) return keepProgress(deps)(leaving, { progress: { ...progress, feeds } });
  const { channelsStopped, shutOut } = await stopChannels(deps, leaving, feed);
  return keepProgress(deps)(
    leaving,
    {
      progress: { ...progress, feeds, shutOut: progress.shutOut || shutOut },
      counts: { channelsStopped, importedRemoved: await deps.feeds.countEvents(feedId) },
    },
    { feeds: [closed(feed, leaving)] },
  );
};

/** A worker that still reads the feed may write it first. Throws RunTaken where it is the run that has gone on. */
const leaveFeed = async (deps: Deps, leaving: Leaving, feedId: string): Promise<Leaving> => {
  const { org, id, version } = leaving.run;
  for (let attempt = 1; attempt < ATTEMPTS; attempt += 1) {
    try {
      return await tryLeaveFeed(deps, leaving, feedId);
    } catch (error) {
      if (!(error instanceof RunTaken)) throw error;
      if ((await deps.connections.run(org, id))?.version !== version) throw error;
    }
  }
  return tryLeaveFeed(deps, leaving, feedId);
};

/** The feeds themselves stay for the second round: who was at work when the connection ended may still add to them. */
const emptyFeeds = async ({ feeds }: Deps, { round }: DisconnectProgress, ids: readonly string[]) => {
  for (const id of ids) {
    await feeds.removeAllEvents(id);
    if (round > 1) await feeds.remove(id);
  }
};

/** Stops the channels and removes what was imported, and in the second round the feeds. */
export const leaveCalendars =
  (deps: Deps) =>
  async (leaving: Leaving): Promise<Leaving> => {
    const { connection, progress, trace } = leaving;
    // One that was never finished has none; one whose grant was given back has none any more.
    const shutOut = progress.shutOut || (await deps.vault.get(tokenKey(connection))) === undefined;
    const ids = connectedFeeds(connection).map(({ feedId }) => feedId);
    let now: Leaving = { ...leaving, progress: { ...progress, shutOut } };
    for (const id of ids.filter((one) => !progress.feeds.includes(one))) now = await leaveFeed(deps, now, id);
    await emptyFeeds(deps, progress, ids);
    const { org, userId } = connection;
    if (ids.length > 0) await deps.queues.send([hostJudging({ org, userId, trace }, deps.clock.now())]);
    return keepProgress(deps)(now, { progress: stepTo(now.progress, 'bookings') });
  };
