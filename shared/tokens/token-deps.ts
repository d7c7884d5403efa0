import type { AuthorizationProvider } from '../ports/authorization-provider.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connections } from '../ports/connections.ts';
import type { Ids } from '../ports/ids.ts';
import type { Log } from '../ports/log.ts';
import type { Sealer } from '../ports/sealer.ts';
import type { TokenVaults } from '../ports/token-vault.ts';

export interface TokenDeps {
  readonly connections: Pick<Connections, 'read' | 'commit'>;
  readonly vault: TokenVaults;
  readonly sealer: Sealer;
  readonly authorization: Pick<AuthorizationProvider, 'refresh'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

export interface AccessToken {
  readonly token: string;
  readonly expiresAt: string;
}
