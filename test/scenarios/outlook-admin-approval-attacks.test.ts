import { describe, expect, it } from 'vitest';
import { ConsentUrlReply } from '../../events/http/admin-consent.ts';
import { approvalOf } from '../support/admin-approval.ts';
import { deliverTwice } from '../support/deliver-twice.ts';
import { useHub } from '../support/hub.ts';
import { deaths, insist, killAt, noMoreDeaths } from '../support/kill-step.ts';

const hub = useHub();
const { walled, card, tryToConnect, decideForAll, open, mails } = approvalOf(hub);
const URL_ROUTE = '/v1/admin/microsoft/consent-url';
const TOLD = 'ben@acme.example: You can connect Outlook Calendar to Meridian now';

const consentUrl = async (user: string): Promise<string> =>
  (await hub().ask(ConsentUrlReply, 'GET', URL_ROUTE, { user })).url;
const stateOf = (url: string): string => new URL(url).searchParams.get('state') ?? '';
const back = (query: Record<string, string>, language?: string) =>
  open(`/v1/oauth/microsoft/admin-consent?${new URLSearchParams(query).toString()}`, language);
const headline = ({ status, body }: { readonly status: number; readonly body: unknown }) => [
  status,
  /<h1>([^<]+)/u.exec(String(body))?.[1],
];
const NOT_OPEN = [400, 'This way back is not open any more'];

describe('the way back of an administrator', () => {
  it('[SYNC-19] tells nobody of an approval that was declined, refused, forged, foreign or too late', async () => {
    await walled();
    await tryToConnect('ben');
    const url = await consentUrl('ada');
    const state = stateOf(url);
    const yes = { admin_consent: 'True', tenant: '2f2a7c9e-1111-4a5b-9c3d-000000000001' };
    expect(headline(await open(await decideForAll(url, 'deny')))).toEqual([200, 'Not approved']);
    const refused = { ...yes, error: 'consent_required', error_description: 'AADSTS90093: Not permitted.' };
    expect(headline(await back({ ...refused, state }))).toEqual([200, 'Microsoft did not take the approval']);
    expect(headline(await back({ tenant: yes.tenant, state }))).toEqual(NOT_OPEN);
    expect(headline(await back(yes))).toEqual(NOT_OPEN);
    expect(headline(await back({ ...yes, state: `${state.slice(0, -1)}_` }))).toEqual(NOT_OPEN);
    const attempt = new URL(url).searchParams.get('state')?.replace(/^v1/u, 'v2') ?? '';
    expect(headline(await back({ ...yes, state: attempt }, 'cs'))).toEqual([400, 'Tudy už se vrátit nedá']);
    const foreign = await back({ ...yes, state: stateOf(await consentUrl('gus')) });
    expect(headline(foreign)).toEqual([200, 'Approved']);
    expect(await mails()).toEqual([]);

    await hub().advance('P8D');
    expect(headline(await back({ ...yes, state }))).toEqual(NOT_OPEN);
    expect((await card('ben')).state).toBe('needs_admin_approval');
    expect(await mails()).toEqual([]);
  });

  it('[SYNC-19] mails each person once, however often the approval is told and every message delivered', async () => {
    await walled();
    await tryToConnect('ben');
    const [url, later] = [await consentUrl('ada'), (await card('ben')).help?.url ?? ''];
    expect(later).toBe(url);
    const end = deliverTwice(hub());
    const approved = await decideForAll(url);
    await Promise.all(Array.from({ length: 10 }, () => open(approved)));
    expect(await mails()).toEqual([TOLD]);
    await hub().advance('PT40M');
    await open(approved);
    await open(await decideForAll(await consentUrl('ada')));
    await hub().advance('PT10M');
    end();
    expect(await mails()).toEqual([TOLD]);
  });

  it('loses no mail and doubles none, wherever the hub dies from the approval to the mail', async () => {
    await walled();
    const approved = await decideForAll(await consentUrl('ada'));
    await hub().microsoft.control('tenants', { domain: 'contoso.example', granted: [] });
    const expected: string[] = [];
    for (const death of deaths({ tables: [1, 3], queues: [0] })) {
      await hub().advance('PT1S');
      await tryToConnect('ben');
      await killAt(hub(), death);
      await insist(() => open(approved));
      await hub().settle();
      await noMoreDeaths(hub());
      await hub().advance('PT12M');
      expected.push(TOLD);
      expect([death, await mails()]).toEqual([death, expected]);
    }
  });

  it('waits once more for whoever meets the wall after an approval that was none of theirs', async () => {
    await walled();
    await tryToConnect('ben');
    const state = stateOf(await consentUrl('ada'));
    await back({ admin_consent: 'True', state });
    expect(await mails()).toEqual([TOLD]);
    await hub().advance('PT2M');
    await tryToConnect('ben');
    await hub().advance('PT2H');
    expect((await card('ben')).state).toBe('needs_admin_approval');
    expect(await mails()).toEqual([TOLD]);
    await open(await decideForAll(await consentUrl('ada')));
    expect(await mails()).toEqual([TOLD, TOLD]);
  });

  it('escapes what the address says, trusts none of it, and is as private as every page', async () => {
    await walled();
    const state = stateOf(await consentUrl('ada'));
    const page = await back({ admin_consent: 'True', state, tenant: '<script>alert(1)</script>' });
    expect(String(page.body)).not.toMatch(/<script|<img|Organization at Microsoft/u);
    expect(page.headers).toMatchObject({
      ...{ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    expect(hub().logs().join('\n')).not.toContain(state);
  });
});

describe('the address for an administrator', () => {
  it('is told to admins only, names an organization if asked, and not while Microsoft is switched off', async () => {
    const ask = (user: string, query = '') => hub().call('GET', `${URL_ROUTE}${query}`, { user });
    for (const user of ['ben', 'eve'])
      expect(await ask(user)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    const named = await ask('ada', '?tenant=contoso.example');
    expect(new URL(ConsentUrlReply.parse(named.body).url).pathname).toBe(
      '/contoso.example/v2.0/adminconsent',
    );
    for (const tenant of ['common/../x', 'a b', 'x'.repeat(300), 'organizations'])
      expect(await ask('ada', `?tenant=${encodeURIComponent(tenant)}`)).toMatchObject({
        ...{ status: 422, body: { code: 'invalid_request', errors: [{ field: 'tenant' }] } },
      });
    await hub().call('PUT', '/v1/admin/settings', { user: 'ada', body: { platforms: ['zoom'] } });
    expect(await ask('ada')).toMatchObject({ status: 403, body: { code: 'platform_disabled' } });
  });
});
