import { oauthClient } from '../aws/oauth-client.ts';
import type { secretsClient } from '../aws/secrets-client.ts';
import { readConfig } from '../config.ts';
import { microsoftAuthorization } from '../providers/microsoft/authorization.ts';
import { microsoftCalendar } from '../providers/microsoft/calendar.ts';
import type { Table } from '../store/table.ts';
import { systemClock as clock } from '../system-clock.ts';
import { providerBreakers } from './provider-breakers.ts';

/** Microsoft's sign-in and calendar, behind their breakers. */
export const microsoftProvider = (table: Table, secrets: ReturnType<typeof secretsClient>) => {
  const config = readConfig('MICROSOFT_SECRET_ID', 'MICROSOFT_BASE_URL');
  const { MICROSOFT_SECRET_ID, MICROSOFT_BASE_URL: baseUrl } = config;
  const breakers = providerBreakers(table, { service: 'microsoft_calendar', signIn: 'microsoft_sign_in' });
  const credentials = oauthClient(secrets, MICROSOFT_SECRET_ID, clock);
  const authorization = microsoftAuthorization({ credentials, clock, baseUrl });
  return {
    authorization: breakers.guardAuthorization(authorization),
    calendar: breakers.guardService(microsoftCalendar({ clock, baseUrl })),
  };
};
