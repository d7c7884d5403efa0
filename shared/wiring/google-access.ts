import { googleCredentials } from '../aws/google-credentials.ts';
import { secretKeys } from '../aws/secret-keys.ts';
import { secretsClient } from '../aws/secrets-client.ts';
import { secretsVault } from '../aws/secrets-vault.ts';
import { readConfig } from '../config.ts';
import { randomIds } from '../ids.ts';
import { log } from '../log.ts';
import { googleAuthorization } from '../providers/google/authorization.ts';
import { googleCalendar } from '../providers/google/calendar.ts';
import { dynamoConnections } from '../store/connections.ts';
import { envelopeVault } from '../store/envelope-vault.ts';
import type { Table } from '../store/table.ts';
import { systemClock as clock } from '../system-clock.ts';
import { accessTokens } from '../tokens/access-tokens.ts';
import { tokenVaults } from '../tokens/token-vaults.ts';
import { googleBreakers } from './google-breakers.ts';

/** What every function needs that acts at Google for connected users. */
export const googleAccess = (table: Table) => {
  const config = readConfig(
    'GOOGLE_SECRET_ID',
    'KEYS_SECRET_ID',
    'CONNECTION_SECRET_PREFIX',
    'TOKEN_VAULT',
    'GOOGLE_BASE_URL',
  );
  const secrets = secretsClient();
  const { sealer, mac } = secretKeys(secrets, config.KEYS_SECRET_ID, clock);
  const breakers = googleBreakers(table);
  const adapters = {
    clock,
    ids: randomIds,
    log,
    sealer,
    connections: dynamoConnections(table),
    vault: tokenVaults(config.TOKEN_VAULT, {
      'secrets-manager': secretsVault(secrets, config.CONNECTION_SECRET_PREFIX),
      envelope: envelopeVault(table, sealer),
    }),
    authorization: breakers.guardAuthorization(
      googleAuthorization({
        credentials: googleCredentials(secrets, config.GOOGLE_SECRET_ID, clock),
        baseUrl: config.GOOGLE_BASE_URL,
      }),
    ),
  };
  return {
    ...adapters,
    mac,
    tokens: accessTokens(adapters),
    calendar: breakers.guardCalendar(googleCalendar({ baseUrl: config.GOOGLE_BASE_URL })),
  };
};
