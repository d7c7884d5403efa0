import type { Connection } from '../../events/stored/connection.ts';

export interface AccessTokens {
  /**
   * A token that lives at least another minute; refreshed once over all Lambdas when it does not.
   * Throws ProviderError: `final` (the user must reconnect; the connection says so from now on) or `transient`.
   */
  of(connection: Connection): Promise<string>;
  /** After a 401: forget the one that was refused, so that the next `of` refreshes. */
  forget(connection: Connection, refused: string): Promise<void>;
}
