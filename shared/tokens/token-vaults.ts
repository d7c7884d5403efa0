import type { Connection } from '../../events/stored/connection.ts';
import type { TokenVault, TokenVaults } from '../ports/token-vault.ts';

/** Several places for refresh tokens as one. */
export const tokenVaults = (
  chosen: Connection['vault'],
  places: Readonly<Record<Connection['vault'], TokenVault>>,
): TokenVaults => ({
  chosen,
  put: (connection, token) => places[connection.vault].put(connection, token),
  get: (connection) => places[connection.vault].get(connection),
  remove: async (connection) => {
    for (const place of Object.values(places)) await place.remove(connection);
  },
  leave: (place, connection) => places[place].remove(connection),
});
