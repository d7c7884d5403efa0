import type { ProvisionWork } from '../../events/internal/provision-work.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { connectedFeeds } from '../domain/connected-feeds.ts';
import { hostJudging } from '../domain/host-judging.ts';
import { isLasting, lossId } from '../domain/loss.ts';
import { untilWritten } from '../people/until-written.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connections } from '../ports/connections.ts';
import type { Dues } from '../ports/dues.ts';
import type { Feeds } from '../ports/feeds.ts';
import type { Queues } from '../ports/queues.ts';

interface Deps {
  readonly connections: Pick<Connections, 'read'>;
  readonly feeds: Pick<Feeds, 'read' | 'put' | 'removeAllEvents'>;
  readonly dues: Pick<Dues, 'put' | 'remove'>;
  readonly queues: Queues;
  readonly clock: Clock;
}

type Work = Extract<ProvisionWork, { kind: 'lost' }>;

/** Longer than any function runs: what was being read when the connection ended is in the table by then. */
const SETTLED_MS = 90_000;

/** As if it had never been read: nobody takes its rows for what is true, and they are found by their generations. */
const unread = ({ generation, cursor: _, sweepAt: __, reading, stale = [], ...feed }: Feed): Feed => ({
  ...feed,
  version: feed.version + 1,
  stale: [...new Set([...stale, generation, reading?.generation].filter((one) => one !== undefined))],
});

const forgetFeed = async ({ feeds }: Deps, feedId: string): Promise<void> => {
  await untilWritten(async () => {
    const feed = await feeds.read(feedId);
    return feed === undefined || (await feeds.put(unread(feed), undefined)) ? true : undefined;
  });
  await feeds.removeAllEvents(feedId);
};

/**
 * Deletes what was imported through a connection that was lost, and once more when everybody who was reading has ended. Safe to repeat;
 * its due item stays until then. One that was connected anew meanwhile reads through other feeds, and these are dropped by the reconnect.
 */
export const forgetImported =
  (deps: Deps) =>
  async (work: Work): Promise<void> => {
    const { org, userId, connectionId, since, trace } = work;
    const connection = await deps.connections.read(org, userId, connectionId);
    const settledAt = Date.parse(since) + SETTLED_MS;
    const now = deps.clock.now();
    const isLost = connection !== undefined && isLasting(work, connection);
    if (isLost) {
      for (const { feedId } of connectedFeeds(connection)) await forgetFeed(deps, feedId);
      await deps.queues.send([hostJudging({ org, userId, trace }, now)]);
    }
    if (!isLost || now >= settledAt) return deps.dues.remove('loss_rows', lossId(work));
    await deps.dues.put({
      v: 1,
      kind: 'loss_rows',
      owner: lossId(work),
      version: 2,
      dueAt: new Date(settledAt).toISOString(),
      messages: [{ queue: 'provision', body: work }],
    });
  };
