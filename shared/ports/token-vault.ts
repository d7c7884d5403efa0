import type { Connection } from '../../events/stored/connection.ts';

export interface StoredToken {
  readonly refreshToken: string;
  /** The fencing number under which it was obtained. */
  readonly fence: number;
}

type Key = Pick<Connection, 'org' | 'userId' | 'id' | 'epoch'>;

/** Where refresh tokens rest: one per connection and epoch. */
export interface TokenVault {
  put(connection: Key, token: StoredToken): Promise<void>;
  get(connection: Key): Promise<StoredToken | undefined>;
  /** Idempotent: a token that is not there is gone. */
  remove(connection: Key): Promise<void>;
}
