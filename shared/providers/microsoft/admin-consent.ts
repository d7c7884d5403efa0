import type { AdminConsent } from '../../ports/admin-consent.ts';
import { CONSUMERS } from './consumers.ts';
import { MICROSOFT_LOGIN } from './login-origin.ts';
import { requestedScopes } from './scopes.ts';

interface Deps {
  readonly credentials: () => Promise<{ readonly clientId: string }>;
  /** One origin that stands in for all of Microsoft's hosts. */
  readonly baseUrl?: string | undefined;
}

/** No organization stands behind a personal account; of whoever signs in then, Microsoft finds it. */
const tenantOf = (account: string | undefined): string => {
  const [tid = ''] = account?.split('.') ?? [];
  return tid === '' || tid === CONSUMERS ? 'organizations' : tid;
};

/** Approval for a whole organization: https://learn.microsoft.com/en-us/entra/identity-platform/v2-admin-consent */
export const microsoftAdminConsent = ({ credentials, baseUrl = MICROSOFT_LOGIN }: Deps): AdminConsent => ({
  adminConsentUrl: async ({ state, redirectUri, account, tenant = tenantOf(account) }) => {
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
