import type { Connection } from '../../events/stored/connection.ts';
import type { Log } from '../ports/log.ts';
import { ProviderError } from '../ports/provider-error.ts';
import { stopChannels } from './drop-feed.ts';

type Deps = Parameters<typeof stopChannels>[0] & { readonly log: Log };

/** An orphaned channel ends by itself, and its pushes are of no feed that we know. */
export const stopPrevious =
  (deps: Deps) =>
  async (connection: Connection, feedId: string): Promise<void> => {
    try {
      await stopChannels(deps)(connection, feedId);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      deps.log.error('connect.unwatch_failed', error, { connectionId: connection.id, word: error.word });
    }
  };
