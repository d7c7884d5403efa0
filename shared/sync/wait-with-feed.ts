import type { Connection } from '../../events/stored/connection.ts';
import type { Feed } from '../../events/stored/feed.ts';
import { nextTry } from '../domain/next-try.ts';
import type { ProviderError } from '../ports/provider-error.ts';
import { loseConnection } from './lose-connection.ts';
import { saveFeed } from './save-feed.ts';
import type { SyncDeps } from './sync-deps.ts';

/** After a refusal the feed waits on its own item: queues hold no waiting work. A final word ends the connection's good standing. */
export const waitWithFeed =
  (deps: SyncDeps) =>
  async (
    feed: Feed,
    connection: Connection,
    error: ProviderError,
    trace: string,
  ): Promise<Feed | undefined> => {
    const { verdict, word } = error;
    deps.log.info('sync.refused', { feedId: feed.id, verdict, word, trace });
    if (verdict === 'final' || verdict === 'scope') await loseConnection(deps)(connection, error, trace);
    return saveFeed(deps)(feed, (current) => ({
      ...current,
      ...nextTry(error, { attempts: current.attempts, seed: feed.id }, deps.clock.now()),
    }));
  };
