import type { Table } from '../store/table.ts';
import { accessTokens } from '../tokens/access-tokens.ts';
import { googleProvider } from './google-provider.ts';
import { storedAccess } from './stored-access.ts';

/** What every function needs that acts at Google alone for connected users. */
export const googleAccess = (table: Table) => {
  const { secrets, mac, adapters } = storedAccess(table);
  const { authorization, calendar } = googleProvider(table, secrets);
  const access = { ...adapters, authorizations: { google: authorization } };
  return { ...access, mac, calendar, tokens: accessTokens(access) };
};
