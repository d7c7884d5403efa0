import type { Connection } from '../../events/stored/connection.ts';
import type { Feed } from '../../events/stored/feed.ts';

interface FeedWithConnection {
  readonly feed?: Feed;
  readonly connection?: Connection;
}

/** A watched calendar and the connection that it is read through, in one request. */
export interface FeedsWithConnections {
  /** Both as they are now (consistent); what is not there is left out. */
  read(feedId: string, connection: Pick<Connection, 'org' | 'userId' | 'id'>): Promise<FeedWithConnection>;
}
