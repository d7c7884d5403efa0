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
    const of = async (account: string) =>
      new URL(await adminConsentUrl({ state: 's', redirectUri: REDIRECT, account })).pathname;
    const [tid, oid] = ['2f2a7c9e-1111-4a5b-9c3d-000000000001', '2f2a7c9e-2222-4a5b-9c3d-000000000002'];
    expect(await of(`${tid}.${oid}`)).toBe(`/${tid}/v2.0/adminconsent`);
    expect(await of(`9188040d-6c67-4c5b-b112-36a304b66dad.${oid}`)).toBe('/organizations/v2.0/adminconsent');
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(200);
  });
});
