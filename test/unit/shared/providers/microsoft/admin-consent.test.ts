import { describe, expect, it } from 'vitest';
import { microsoftAdminConsent } from '../../../../../shared/providers/microsoft/admin-consent.ts';
import { CLIENT, REDIRECT, useMicrosoft } from '../../../infra/simulators/microsoft/simulated-microsoft.ts';

const microsoft = useMicrosoft();

describe('the ready-made address for the administrator of an organization', () => {
  it('leads to the page that asks for everybody, of whichever organization or of one', async () => {
    const { adminConsentUrl } = microsoftAdminConsent({
      credentials: () => Promise.resolve(CLIENT),
      baseUrl: microsoft().url,
    });
    const url = new URL(await adminConsentUrl({ state: 's', redirectUri: REDIRECT }));
    expect(url.pathname).toBe('/organizations/v2.0/adminconsent');
    expect(url.searchParams.get('scope')).toBe(
      'openid profile email offline_access Calendars.ReadWrite Calendars.Read User.Read',
    );
    const named = await adminConsentUrl({ state: 's', redirectUri: REDIRECT, tenant: 'acme.example' });
    expect(new URL(named).pathname).toBe('/acme.example/v2.0/adminconsent');
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(200);
  });
});
