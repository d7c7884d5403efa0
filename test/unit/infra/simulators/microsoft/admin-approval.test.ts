import { beforeEach, describe, expect, it } from 'vitest';
import { CLIENT, REDIRECT, SCOPES, useMicrosoft } from './simulated-microsoft.ts';

const ADA = 'ada@acme.example';
const BOSS = 'boss@acme.example';
const GUS = 'gus@globex.example';
const microsoft = useMicrosoft();

const adminUrl = (path = 'organizations/v2.0/adminconsent', more: Record<string, string> = {}) => {
  const query = new URLSearchParams({
    client_id: CLIENT.clientId,
    redirect_uri: REDIRECT,
    state: 'signed',
    scope: SCOPES,
    ...more,
  });
  return `${microsoft().url}/${path}?${query}`;
};
const decide = (account: string, authorizeUrl: string, decision = 'allow') =>
  microsoft().control('consent', { authorizeUrl, account, decision });
const tenant = (more: Record<string, unknown>) =>
  microsoft().control('tenants', { domain: 'acme.example', ...more });

beforeEach(async () => {
  await microsoft().account(ADA);
  await microsoft().account(BOSS, { admin: true });
  await microsoft().account(GUS, { admin: true });
});

describe('an organization where only an admin consents', () => {
  it.each([
    ['admin', 90094],
    ['workflow', 90095],
  ])('walls users off (%s) with the documented error', async (policy, number) => {
    await tenant({ policy });
    const { redirectTo, page } = await microsoft().decide(ADA);
    expect(page).toBe(`AADSTS${number}`);
    expect(Object.fromEntries(new URL(String(redirectTo)).searchParams)).toMatchObject({
      error: 'access_denied',
      error_description: expect.stringContaining(`AADSTS${number}`),
      state: 'the-state',
    });
  });

  it('may let nothing come back at all', async () => {
    await tenant({ policy: 'admin', wall: 'nothing' });
    expect(await microsoft().decide(ADA)).toEqual({ page: 'AADSTS90094' });
  });

  it('lets its admin through', async () => {
    await tenant({ policy: 'admin' });
    expect((await microsoft().consent(BOSS)).searchParams.has('code')).toBe(true);
  });

  it('lets users pass without a question once the admin has consented for all', async () => {
    await tenant({ policy: 'admin' });
    const { redirectTo } = await decide(BOSS, adminUrl());
    const { searchParams } = new URL(String(redirectTo));
    expect(searchParams.get('admin_consent')).toBe('True');
    expect(searchParams.get('tenant')).toBe((await microsoft().account(ADA)).tid);
    expect(searchParams.get('scope')).toContain('https://graph.microsoft.com/Calendars.ReadWrite');
    expect(searchParams.get('state')).toBe('signed');
    expect((await microsoft().consent(ADA, { prompt: '' })).searchParams.has('code')).toBe(true);
    expect(
      (await microsoft().consent(ADA, { prompt: 'none', login_hint: ADA })).searchParams.has('code'),
    ).toBe(true);
  });

  it('walls users off in spite of that when the app asks for consent again', async () => {
    await tenant({ policy: 'admin' });
    await decide(BOSS, adminUrl());
    expect(await microsoft().decide(ADA, { prompt: 'consent' })).toMatchObject({ page: 'AADSTS90095' });
  });

  it('ends everybody’s access when the admin takes the consent back', async () => {
    await tenant({ policy: 'admin' });
    await decide(BOSS, adminUrl());
    const { refresh_token: token } = await microsoft().connect(ADA);
    await microsoft().control('revoke', { account: BOSS, how: 'admin_consent' });
    expect((await microsoft().refresh(token)).body).toMatchObject({ suberror: 'consent_required' });
    expect(await microsoft().decide(ADA)).toMatchObject({ page: 'AADSTS90094' });
  });

  it('refuses everybody, at the sign-in too, while the app is switched off', async () => {
    await tenant({ app: 'disabled' });
    const back = await microsoft().consent(ADA);
    expect(back.searchParams.get('error')).toBe('unauthorized_client');
  });
});

describe('the admin’s page', () => {
  it('tells a refusal with admin_consent=True all the same', async () => {
    const { redirectTo } = await decide(BOSS, adminUrl(), 'deny');
    expect(Object.fromEntries(new URL(String(redirectTo)).searchParams)).toMatchObject({
      admin_consent: 'True',
      error: 'consent_required',
      error_description: expect.stringContaining('AADSTS65004'),
    });
  });

  it('has an older path that grants what is registered, and refuses in other words', async () => {
    const older = adminUrl('common/adminconsent', { scope: '' });
    expect((await decide(BOSS, older, 'deny')).redirectTo).toContain('error=permission_denied');
    const { redirectTo } = await decide(BOSS, older);
    expect(new URL(String(redirectTo)).searchParams.has('scope')).toBe(false);
    expect((await microsoft().consent(ADA)).searchParams.has('code')).toBe(true);
  });

  it('is for an admin of that organization only', async () => {
    expect(await decide(ADA, adminUrl())).toEqual({ page: 'AADSTS90093' });
    expect(await decide(GUS, adminUrl('acme.example/v2.0/adminconsent'))).toEqual({ page: 'AADSTS90093' });
    await decide(GUS, adminUrl());
    await tenant({ policy: 'admin' });
    expect(await microsoft().decide(ADA)).toMatchObject({ page: 'AADSTS90094' });
  });

  it('does not know common in version 2, nor requests without a scope', async () => {
    await expect(decide(BOSS, adminUrl('common/v2.0/adminconsent'))).rejects.toThrow('90009');
    await expect(decide(BOSS, adminUrl(undefined, { scope: '' }))).rejects.toThrow('900144');
  });
});
