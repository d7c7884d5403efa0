import type { Table } from '../store/table.ts';
import { accessTokens } from '../tokens/access-tokens.ts';
import { calendarsOf } from './calendars-of.ts';
import { googleProvider } from './google-provider.ts';
import { microsoftConsent } from './microsoft-consent.ts';
import { microsoftProvider } from './microsoft-provider.ts';
import { storedAccess } from './stored-access.ts';
import { zoomProvider } from './zoom-provider.ts';

/** What every function needs that acts at all providers for connected users. */
export const providerAccess = (table: Table) => {
  const { secrets, mac, adapters } = storedAccess(table);
  const google = googleProvider(table, secrets);
  const microsoft = microsoftProvider(table, secrets);
  const zoom = zoomProvider(table, secrets);
  const authorizations = {
    google: google.authorization,
    microsoft: microsoft.authorization,
    zoom: zoom.authorization,
  };
  const access = { ...adapters, authorizations };
  return {
    ...access,
    mac,
    adminConsent: microsoftConsent(secrets),
    calendars: calendarsOf({ google: google.calendar, microsoft: microsoft.calendar }),
    conference: zoom.conference,
    tokens: accessTokens(access),
  };
};
