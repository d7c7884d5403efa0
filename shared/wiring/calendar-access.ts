import type { Table } from '../store/table.ts';
import { accessTokens } from '../tokens/access-tokens.ts';
import { calendarsOf } from './calendars-of.ts';
import { googleProvider } from './google-provider.ts';
import { microsoftProvider } from './microsoft-provider.ts';
import { storedAccess } from './stored-access.ts';

/** What every function needs that acts in the calendars of connected users, and nowhere else. */
export const calendarAccess = (table: Table) => {
  const { secrets, mac, adapters } = storedAccess(table);
  const google = googleProvider(table, secrets);
  const microsoft = microsoftProvider(table, secrets);
  const access = {
    ...adapters,
    authorizations: { google: google.authorization, microsoft: microsoft.authorization },
  };
  const calendars = calendarsOf({ google: google.calendar, microsoft: microsoft.calendar });
  return { ...access, mac, calendars, tokens: accessTokens(access) };
};
