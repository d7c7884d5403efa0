import { describe, expect, it } from 'vitest';
import type { Feed } from '../../../../events/stored/feed.ts';
import { openFeed } from '../../../../shared/sync/open-feed.ts';
import { aConnection } from '../../../support/a-connection.ts';
import { aFeed } from '../../../support/a-feed.ts';
import { memoryFeeds } from '../../../support/memory-feeds.ts';

const connection = { ...aConnection(), epoch: 2 };
const feedAt = (epoch: number): Feed =>
  aFeed({ id: connection.feedId, connectionId: connection.id, userId: connection.userId, epoch });

/** What the message is about, where the feed is read as it was at one epoch after the other. */
const opened = (...epochs: readonly number[]) => {
  const left = epochs.map(feedAt);
  return openFeed({
    feeds: { ...memoryFeeds(feedAt(1)), read: () => Promise.resolve(left.shift()) },
    connections: {
      read: () => Promise.resolve(connection),
      commit: () => Promise.resolve({ outcome: 'stale' }),
      ofUsers: () => Promise.resolve([]),
    },
  })({ v: 1, kind: 'watch', feedId: connection.feedId, trace: 't' });
};

describe('the feed of a message', () => {
  it('is the one of the new epoch, where that began between the two reads', async () => {
    expect(await opened(1, 2)).toEqual({ feed: feedAt(2), open: { feed: feedAt(2), connection } });
  });

  it('is read once where it belongs to its connection', async () => {
    expect(await opened(2)).toEqual({ feed: feedAt(2), open: { feed: feedAt(2), connection } });
  });

  it('is not open while it is of an older epoch, and unknown once it is gone', async () => {
    expect(await opened(1, 1)).toEqual({ feed: feedAt(1) });
    expect(await opened(1)).toEqual({});
  });
});
