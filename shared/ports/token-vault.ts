import type { Connection } from '../../events/stored/connection.ts';

export interface StoredToken {
  readonly refreshToken: string;
  /** The fencing number under which it was obtained. */
  readonly fence: number;
}

/** Of which connection, and under which epoch it was granted. */
export type TokenKey = Pick<Connection, 'org' | 'userId' | 'id' | 'epoch'>;
/** The same, and where its connection says that it rests. */
export type TokenPlace = TokenKey & Pick<Connection, 'vault'>;

/** Where refresh tokens rest: one per connection and epoch. */
export interface TokenVault {
  /** A token with a higher fencing number than this one stays. */
  put(connection: TokenPlace, token: StoredToken): Promise<void>;
  get(connection: TokenPlace): Promise<StoredToken | undefined>;
  /** Idempotent: a token that is not there is gone. */
  remove(connection: TokenKey): Promise<void>;
}

/** All places at once: each token is put and read where its connection says, and removed from wherever it is. */
export interface TokenVaults extends TokenVault {
  /** Where this deployment wants tokens to rest: new ones do, older ones move at their next refresh. */
  readonly chosen: Connection['vault'];
  /** Removes it from one place only. */
  leave(place: Connection['vault'], connection: TokenKey): Promise<void>;
}
