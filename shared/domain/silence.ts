import type { Channel, Feed } from '../../events/stored/feed.ts';

/** One push may get lost, and a change may be read just before its push comes. */
const MOST = 2;

interface Read {
  /** What made it. */
  readonly cause: 'push' | 'recheck' | 'due' | 'run' | 'own_write';
  /** How many changed events it brought. */
  readonly events: number;
}

const clear = ({ silent: _, ...feed }: Feed): Feed => feed;

/** What has no key that is known is not renewed: another one has to take over. */
const replaced = ({ kid: _, ...channel }: Channel, now: string): Channel => ({ ...channel, renewAt: now });

/** A read that an earlier hint asked for says nothing about the channel. */
const isSurprise = ({ attempts, recheckAt, channel }: Feed, { cause, events }: Read): boolean =>
  cause === 'due' &&
  events > 0 &&
  attempts === 0 &&
  recheckAt === undefined &&
  channel?.resourceId !== undefined;

/**
 * A feed after a read (`feed`: as it was before, `now`: UTC instant). Whose channel lets the clock find changes twice in a row has a
 * channel that is dead or never worked: it is replaced at once.
 */
export const withSilence = (feed: Feed, read: Read, now: string): Feed => {
  if (read.cause === 'push') return clear(feed);
  if (!isSurprise(feed, read)) return feed;
  const silent = (feed.silent ?? 0) + 1;
  if (silent < MOST) return { ...feed, silent };
  return { ...clear(feed), ...(feed.channel && { channel: replaced(feed.channel, now) }) };
};
