import { oauthClient } from '../aws/oauth-client.ts';
import type { secretsClient } from '../aws/secrets-client.ts';
import { readConfig } from '../config.ts';
import type { AdminConsent } from '../ports/admin-consent.ts';
import { microsoftAdminConsent } from '../providers/microsoft/admin-consent.ts';
import { systemClock as clock } from '../system-clock.ts';

/** Microsoft's approval for whole organizations: an address, so nothing of its client is loaded. */
export const microsoftConsent = (secrets: ReturnType<typeof secretsClient>): AdminConsent => {
  const config = readConfig('MICROSOFT_SECRET_ID', 'MICROSOFT_BASE_URL');
  return microsoftAdminConsent({
    credentials: oauthClient(secrets, config.MICROSOFT_SECRET_ID, clock),
    baseUrl: config.MICROSOFT_BASE_URL,
  });
};
