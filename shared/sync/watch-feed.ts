import type { Channel, Feed } from '../../events/stored/feed.ts';
import { renewalOf, watchRetryAt } from '../domain/feed-due.ts';
import { hash } from '../domain/hash.ts';
import type { CalendarAccess } from '../ports/calendar-provider.ts';
import type { MintedToken } from '../ports/channel-tokens.ts';
import { ProviderError, UNWATCHABLE } from '../ports/provider-error.ts';
import { renewChannel } from './renew-channel.ts';
import { saveFeed } from './save-feed.ts';
import type { SyncDeps } from './sync-deps.ts';

type WatchDeps = Pick<SyncDeps, 'feeds' | 'clock' | 'calendar' | 'channelTokens' | 'ids' | 'log' | 'pushUrl'>;

const DAY_MS = 86_400_000;
const UNWATCHABLE_DAYS = 30;

const isOpen = (channel: Channel | undefined): channel is Channel & { resourceId: string } =>
  channel?.resourceId !== undefined;

/** The one that works goes on until the new one does; its id is known before the provider can use it. */
const announced = (feed: Feed, id: string): Feed => {
  const { previousChannel, channel, ...rest } = feed;
  const working = isOpen(channel) ? channel : previousChannel;
  return { ...rest, channel: { id }, ...(working && { previousChannel: working }) };
};

/** The words that concern more than this channel. */
const LOUD = new Set<ProviderError['verdict']>(['token', 'final', 'scope', 'project']);

/** Some calendars cannot be watched, some addresses may not be, and some answers are late: until then the clock reads, quietly. */
const waitUntil = (error: unknown, feed: Feed, now: number): string | undefined => {
  if (!(error instanceof ProviderError) || LOUD.has(error.verdict)) return undefined;
  if (error.verdict !== 'ours') return watchRetryAt(feed, now, error.retryAfterSeconds);
  const days = error.word === UNWATCHABLE ? UNWATCHABLE_DAYS : 1;
  return new Date(now + days * DAY_MS).toISOString();
};

/** Says nothing about whose it is, and is another one for each user of each org. */
const watcherOf = ({ org, userId }: Feed): string => hash(JSON.stringify([org, userId])).toString(36);

interface Opening {
  readonly id: string;
  readonly minted: MintedToken;
}

const open = async (
  { clock, calendar, pushUrl: address }: WatchDeps,
  feed: Feed,
  access: CalendarAccess,
  { id, minted: { token, kid } }: Opening,
): Promise<Channel> => {
  const since = new Date(clock.now()).toISOString();
  const asked = { id, token, address, watcher: watcherOf(feed) };
  const { resourceId, expiresAt } = await calendar.watch(access, asked);
  const renewAt = renewalOf(feed.id, since, expiresAt, calendar.renewWatch !== undefined);
  return { id, resourceId, expiresAt, renewAt, kid, since };
};

const giveUpFor = async (deps: WatchDeps, feed: Feed, error: unknown): Promise<void> => {
  const watchAfter = waitUntil(error, feed, deps.clock.now());
  if (watchAfter === undefined) throw error;
  deps.log.info('sync.unwatched', { feedId: feed.id });
  await saveFeed(deps)(feed, ({ channel: _, watchTries = 0, ...rest }) => ({
    ...rest,
    watchAfter,
    watchTries: watchTries + 1,
  }));
};

const retire = async (deps: WatchDeps, feed: Feed, access: CalendarAccess): Promise<void> => {
  const { previousChannel } = feed;
  if (!isOpen(previousChannel)) return;
  const { id, resourceId } = previousChannel;
  await deps.calendar.unwatch(access, { id, resourceId });
  await saveFeed(deps)(feed, ({ previousChannel: _, ...rest }) => rest);
};

const replace = async (
  deps: WatchDeps,
  feed: Feed,
  access: CalendarAccess,
  minted: MintedToken,
): Promise<void> => {
  const id = deps.ids.next('chn');
  const known = await saveFeed(deps)(feed, (current) => announced(current, id));
  if (known === undefined) return;
  let channel: Channel;
  try {
    channel = await open(deps, known, access, { id, minted });
  } catch (error) {
    return giveUpFor(deps, known, error);
  }
  const watched = await saveFeed(deps)(known, ({ watchAfter: _, watchTries: __, ...rest }) => ({
    ...rest,
    channel,
  }));
  if (watched) return retire(deps, watched, access);
  if (isOpen(channel)) await deps.calendar.unwatch(access, { id, resourceId: channel.resourceId });
};

/**
 * Has the feed watched on: its channel is renewed, or else a new one is opened, and only then the one before is stopped. A calendar that
 * cannot be watched now is tried again later.
 */
export const watchFeed =
  (deps: WatchDeps) =>
  async (feed: Feed, access: CalendarAccess): Promise<void> => {
    const minted = await deps.channelTokens.mint(feed.id);
    const left = await renewChannel(deps)(feed, access, minted.kid);
    if (left) await replace(deps, left, access, minted);
  };
