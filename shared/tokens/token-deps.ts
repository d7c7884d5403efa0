import type { PerProvider } from '../../events/stored/provider.ts';
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
  /** Of the providers whose tokens this function uses. */
  readonly authorizations: Partial<PerProvider<Pick<AuthorizationProvider, 'refresh'>>>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
}

export interface AccessToken {
  readonly token: string;
  readonly expiresAt: string;
}
