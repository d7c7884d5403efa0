import { secretKeys } from '../aws/secret-keys.ts';
import { secretsClient } from '../aws/secrets-client.ts';
import { secretsVault } from '../aws/secrets-vault.ts';
import { readConfig } from '../config.ts';
import { randomIds } from '../ids.ts';
import { log } from '../log.ts';
import { dynamoConnections } from '../store/connections.ts';
import { envelopeVault } from '../store/envelope-vault.ts';
import type { Table } from '../store/table.ts';
import { systemClock as clock } from '../system-clock.ts';
import { tokenVaults } from '../tokens/token-vaults.ts';

/** Connections, their tokens and the keys that these are sealed with: what every function needs that acts for connected users. */
export const storedAccess = (table: Table) => {
  const config = readConfig('KEYS_SECRET_ID', 'CONNECTION_SECRET_PREFIX', 'TOKEN_VAULT');
  const secrets = secretsClient();
  const { sealer, mac } = secretKeys(secrets, config.KEYS_SECRET_ID, clock);
  return {
    secrets,
    mac,
    adapters: {
      clock,
      ids: randomIds,
      log,
      sealer,
      connections: dynamoConnections(table),
      vault: tokenVaults(config.TOKEN_VAULT, {
        'secrets-manager': secretsVault(secrets, config.CONNECTION_SECRET_PREFIX),
        envelope: envelopeVault(table, sealer),
      }),
    },
  };
};
