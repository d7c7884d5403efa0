import type { FeedWork } from '../../events/internal/feed-work.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { withSilence } from '../domain/silence.ts';

interface Read {
  readonly cause: Extract<FeedWork, { kind: 'changes' }>['cause'];
  /** How many changes it has found. */
  readonly events: number;
}

/** A hint that nothing explains is looked into once more: providers show changes late. */
const RECHECK_MS = 30_000;

const rested = ({ recheckAt: _, notBefore: __, ...feed }: Feed): Feed => feed;

/** A feed after a read that began at `now` (epoch ms) and has succeeded. */
export const afterRead = (feed: Feed, read: Read, now: number): Feed => {
  const at = new Date(now).toISOString();
  const isUnexplained = read.cause === 'push' && read.events === 0;
  return {
    ...rested(withSilence(feed, read, at)),
    attempts: 0,
    lastReadStartedAt: at,
    ...(isUnexplained && { recheckAt: new Date(now + RECHECK_MS).toISOString() }),
  };
};
