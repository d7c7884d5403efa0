import type { Table } from '../store/table.ts';
import { accessTokens } from '../tokens/access-tokens.ts';
import { storedAccess } from './stored-access.ts';
import { zoomProvider } from './zoom-provider.ts';

/** What a function needs that acts at Zoom alone for connected users. */
export const zoomAccess = (table: Table) => {
  const { secrets, adapters } = storedAccess(table);
  const { authorization, conference } = zoomProvider(table, secrets);
  const access = { ...adapters, authorizations: { zoom: authorization } };
  return { conference, tokens: accessTokens(access) };
};
