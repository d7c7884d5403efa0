import type { AdminConsent } from '../../ports/admin-consent.ts';
import { MICROSOFT_LOGIN } from './login-origin.ts';
import { requestedScopes } from './scopes.ts';

interface Deps {
  readonly credentials: () => Promise<{ readonly clientId: string }>;
  /** One origin that stands in for all of Microsoft's hosts. */
  readonly baseUrl?: string | undefined;
}

/** Approval for a whole organization: https://learn.microsoft.com/en-us/entra/identity-platform/v2-admin-consent */
export const microsoftAdminConsent = ({ credentials, baseUrl = MICROSOFT_LOGIN }: Deps): AdminConsent => ({
  adminConsentUrl: async ({ state, redirectUri, tenant = 'organizations' }) => {
    const url = new URL(`${baseUrl}/${encodeURIComponent(tenant)}/v2.0/adminconsent`);
    url.search = new URLSearchParams({
      client_id: (await credentials()).clientId,
      redirect_uri: redirectUri,
      scope: requestedScopes(),
      state,
    }).toString();
    return url.href;
  },
});
