import type { Channel, Feed } from '../../events/stored/feed.ts';
import { renewalOf, watchRetryAt } from '../domain/feed-due.ts';
import type { CalendarAccess } from '../ports/calendar-provider.ts';
import { ProviderError, UNWATCHABLE } from '../ports/provider-error.ts';
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

const open = async (deps: WatchDeps, feed: Feed, access: CalendarAccess, id: string): Promise<Channel> => {
  const openedAt = new Date(deps.clock.now()).toISOString();
  const token = await deps.channelTokens.mint(feed.id);
  const { resourceId, expiresAt } = await deps.calendar.watch(access, { id, token, address: deps.pushUrl });
  return { id, resourceId, expiresAt, renewAt: renewalOf(feed.id, openedAt, expiresAt) };
};

const giveUpFor = async (deps: WatchDeps, feed: Feed, error: unknown): Promise<void> => {
  const watchAfter = waitUntil(error, feed, deps.clock.now());
  if (watchAfter === undefined) throw error;
  deps.log.info('sync.unwatched', { feedId: feed.id });
  await saveFeed(deps)(feed, ({ channel: _, ...rest }) => ({ ...rest, watchAfter }));
};

const retire = async (deps: WatchDeps, feed: Feed, access: CalendarAccess): Promise<void> => {
  const { previousChannel } = feed;
  if (!isOpen(previousChannel)) return;
  const { id, resourceId } = previousChannel;
  await deps.calendar.unwatch(access, { id, resourceId });
  await saveFeed(deps)(feed, ({ previousChannel: _, ...rest }) => rest);
};

/** Opens a channel for the feed, and only then stops the one before. A calendar that cannot be watched now is tried again later. */
export const watchFeed =
  (deps: WatchDeps) =>
  async (feed: Feed, access: CalendarAccess): Promise<void> => {
    const id = deps.ids.next('chn');
    const known = await saveFeed(deps)(feed, (current) => announced(current, id));
    if (known === undefined) return;
    let channel: Channel;
    try {
      channel = await open(deps, known, access, id);
    } catch (error) {
      return giveUpFor(deps, known, error);
    }
    const watched = await saveFeed(deps)(known, ({ watchAfter: _, ...rest }) => ({ ...rest, channel }));
    if (watched) return retire(deps, watched, access);
    if (isOpen(channel)) await deps.calendar.unwatch(access, { id, resourceId: channel.resourceId });
  };
