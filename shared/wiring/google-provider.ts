import { oauthClient } from '../aws/oauth-client.ts';
import type { secretsClient } from '../aws/secrets-client.ts';
import { readConfig } from '../config.ts';
import { googleAuthorization } from '../providers/google/authorization.ts';
import { googleCalendar } from '../providers/google/calendar.ts';
import type { Table } from '../store/table.ts';
import { systemClock as clock } from '../system-clock.ts';
import { providerBreakers } from './provider-breakers.ts';

/** Google's sign-in and calendar, behind their breakers. */
export const googleProvider = (table: Table, secrets: ReturnType<typeof secretsClient>) => {
  const { GOOGLE_SECRET_ID, GOOGLE_BASE_URL: baseUrl } = readConfig('GOOGLE_SECRET_ID', 'GOOGLE_BASE_URL');
  const breakers = providerBreakers(table, { service: 'google_calendar', signIn: 'google_sign_in' });
  const credentials = oauthClient(secrets, GOOGLE_SECRET_ID, clock);
  return {
    authorization: breakers.guardAuthorization(googleAuthorization({ credentials, baseUrl })),
    calendar: breakers.guardService(googleCalendar({ baseUrl })),
  };
};
