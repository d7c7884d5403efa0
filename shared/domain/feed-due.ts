import type { Channel, Feed } from '../../events/stored/feed.ts';
import { hash } from './hash.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MINUTE_MS = 60_000;
/** While the working channel has long to live. */
const LONGEST_RETRY_MS = 5 * MINUTE_MS;
/** While nothing watches. */
const LONGEST_ALONE_MS = 3 * MINUTE_MS;
/** A full read that has not ended by then has lost a message: its page is asked for again. */
const READING_MS = 15 * 60_000;

const later = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();

/** A change that nobody told of is seen within the hour: the longest time between two reads, and a little for the clock's own round. */
const SLOT_MS = 45 * MINUTE_MS;
/** A read of any cause so shortly before a slot stands for it. */
const RECENT_MS = 10 * MINUTE_MS;

/**
 * When a feed that was last read at this instant is read again without any hint: at the next of its own slots, which are as far apart
 * from each other as those of all feeds are spread over the time. So a herd that is connected, or was refused, at once never asks at once.
 */
export const reconcileAt = (feedId: string, lastReadStartedAt: string): string => {
  const phase = Math.floor((hash(feedId) / 2 ** 32) * SLOT_MS);
  const soonest = Date.parse(lastReadStartedAt) + RECENT_MS;
  return new Date(Math.ceil((soonest - phase) / SLOT_MS) * SLOT_MS + phase).toISOString();
};

/** Early enough to be refused for a while, late enough that channels are not opened much more often than they end. */
const REPLACED = { earliest: 0.6, spread: 0.2 } as const;
/** Where it costs one call and no second channel: of three days, nearly two can be lost before it ends. */
const RENEWED = { earliest: 0.3, spread: 0.1 } as const;

/**
 * When the next channel is to take over: after three to four fifths of this one's life, for each feed another part of it. So what was
 * connected in one hour is not renewed in one hour for ever. One that can be renewed is, after a third of its life or little more.
 */
export const renewalOf = (
  feedId: string,
  openedAt: string,
  expiresAt: string,
  isRenewable = false,
): string => {
  const { earliest, spread } = isRenewable ? RENEWED : REPLACED;
  const part = earliest + spread * (hash(`renewal of ${feedId}`) / 2 ** 32);
  return later(openedAt, Math.round(part * (Date.parse(expiresAt) - Date.parse(openedAt))));
};

const isOpen = (channel: Channel | undefined): boolean => channel?.resourceId !== undefined;

/** When the channel has to be looked after. */
export const watchDueAt = (feed: Feed, now: string): string => {
  if (isOpen(feed.channel)) return feed.channel?.renewAt ?? feed.channel?.expiresAt ?? now;
  return feed.watchAfter ?? now;
};

/**
 * When a watch that was refused is tried again (`now` in epoch ms): the sooner the less the working channel has left, so that even one
 * of an hour is tried for many times before it ends. While nothing watches, after a minute, and then less and less often: where our own
 * address does not answer, every attempt holds a worker for as long as the provider waits. What the provider asked for is waited out.
 */
export const watchRetryAt = (
  { previousChannel, watchTries = 0 }: Pick<Feed, 'previousChannel' | 'watchTries'>,
  now: number,
  retryAfterSeconds = 0,
): string => {
  const left = previousChannel?.expiresAt === undefined ? 0 : Date.parse(previousChannel.expiresAt) - now;
  const alone = Math.min(LONGEST_ALONE_MS, MINUTE_MS * 2 ** watchTries);
  const delay = left > 0 ? Math.min(LONGEST_RETRY_MS, Math.max(MINUTE_MS, left / 8)) : alone;
  return new Date(now + Math.max(delay, retryAfterSeconds * 1000)).toISOString();
};

/** When the calendar has to be read, if nobody says anything before. A read that was refused is owed: its hint does not come again. */
const readDueAt = (feed: Feed, now: string): string => {
  if (feed.attempts > 0) return now;
  if (feed.reading) return later(feed.reading.startedAt, READING_MS);
  // Without a cursor most reads look at the next weeks only.
  const last = feed.cursorless ? feed.wholeAt : feed.lastReadStartedAt;
  const next = last ? reconcileAt(feed.id, last) : now;
  return feed.recheckAt !== undefined && feed.recheckAt < next ? feed.recheckAt : next;
};

/** Once a day it is looked for what slid into the window: time passing is no change that a provider tells of. */
export const isTailDue = (feed: Feed, windowEnd: string): boolean =>
  feed.readTo !== undefined && later(feed.readTo, DAY_MS) <= windowEnd;

/** When the rows of earlier generations go: whoever read a generation's name just before it was replaced still finds its rows. */
export const sweepDueAt = (
  { stale, sweepAt }: Pick<Feed, 'stale' | 'sweepAt'>,
  now: string,
): string | undefined => (stale?.length ? (sweepAt ?? now) : undefined);

/** The instant until which the rows of a generation that was replaced now are kept. */
export const sweepAfter = (now: number): string => new Date(now + HOUR_MS).toISOString();

/** The earliest instant at which this feed needs anything; never before what it was told to wait for. */
export const feedDueAt = (feed: Feed, now: string): string => {
  const others = [feed.doubted?.until, sweepDueAt(feed, now)].filter((one) => one !== undefined);
  const wishes = [watchDueAt(feed, now), readDueAt(feed, now), ...others];
  const [earliest = now] = wishes.toSorted();
  return feed.notBefore !== undefined && feed.notBefore > earliest ? feed.notBefore : earliest;
};
