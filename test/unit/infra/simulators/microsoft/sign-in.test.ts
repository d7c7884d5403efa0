import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CLIENT, challengeOf, REDIRECT, useMicrosoft, VERIFIER } from './simulated-microsoft.ts';

const ADA = 'ada@acme.example';
const IDA = 'ida@outlook.com';
const NOW = Date.parse('2027-01-01T00:00:00Z');
const DAY_MS = 86_400_000;
const microsoft = useMicrosoft();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);

describe('signing in', () => {
  it('gives a code that works once, with the state', async () => {
    await microsoft().account(ADA);
    const back = await microsoft().consent(ADA);
    expect(back.href).toContain(REDIRECT);
    expect(back.searchParams.get('state')).toBe('the-state');
    const code = back.searchParams.get('code') ?? '';
    expect(await microsoft().exchange(code)).toMatchObject({
      status: 200,
      body: { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599 },
    });
    expect(await microsoft().exchange(code)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant', error_codes: [54005] },
    });
  });

  it('lets a code live for ten minutes', async () => {
    await microsoft().account(ADA);
    const code = (await microsoft().consent(ADA)).searchParams.get('code') ?? '';
    pass(600_000);
    expect((await microsoft().exchange(code)).body).toMatchObject({ error_codes: [70008] });
  });

  it('asks for the verifier of the challenge', async () => {
    await microsoft().account(ADA);
    const asked = { code_challenge: challengeOf(VERIFIER), code_challenge_method: 'S256' };
    const code = async () => (await microsoft().consent(ADA, asked)).searchParams.get('code') ?? '';
    expect((await microsoft().exchange(await code())).body).toMatchObject({ error_codes: [501481] });
    const wrong = await microsoft().exchange(await code(), { code_verifier: 'w'.repeat(64) });
    expect(wrong.body).toMatchObject({ error: 'invalid_grant', error_codes: [501481] });
    expect((await microsoft().exchange(await code(), { code_verifier: VERIFIER })).status).toBe(200);
  });

  it('redeems a code only where it was asked for, and for its own address', async () => {
    await microsoft().account(ADA);
    const code = async () => (await microsoft().consent(ADA)).searchParams.get('code') ?? '';
    const fields = { grant_type: 'authorization_code', redirect_uri: REDIRECT };
    expect((await microsoft().token({ ...fields, code: await code() }, 'organizations')).body).toMatchObject({
      error_codes: [700005],
    });
    expect(
      (await microsoft().exchange(await code(), { redirect_uri: 'https://other.example/' })).body,
    ).toMatchObject({ error: 'invalid_grant' });
  });

  it.each([
    ['client_secret', 'wrong', 7000215, 'invalid_client'],
    ['client_id', 'wrong', 700016, 'unauthorized_client'],
    ['grant_type', 'password', 70003, 'unsupported_grant_type'],
  ])('refuses a wrong %s', async (name, value, number, error) => {
    const { body } = await microsoft().token({ grant_type: 'refresh_token', [name]: value });
    expect(body).toMatchObject({ error, error_codes: [number] });
  });

  it('tells who somebody is in an id_token that its keys prove', async () => {
    await microsoft().account(ADA);
    const { id_token: text } = await microsoft().connect(ADA, { nonce: 'n-1' });
    const discovery = await fetch(`${microsoft().url}/common/v2.0/.well-known/openid-configuration`);
    const { jwks_uri: jwks, issuer } = JSON.parse(await discovery.text());
    expect(issuer).toBe('https://login.microsoftonline.com/{tenantid}/v2.0');
    const { payload } = await jwtVerify(String(text), createRemoteJWKSet(new URL(jwks)), {
      audience: CLIENT.clientId,
      currentDate: new Date(),
    });
    const [account] = (await microsoft().state()).accounts ?? [];
    expect(payload).toMatchObject({
      ver: '2.0',
      tid: account?.tid,
      oid: account?.oid,
      iss: `https://login.microsoftonline.com/${String(account?.tid)}/v2.0`,
      preferred_username: ADA,
      nonce: 'n-1',
    });
  });

  it('tells no oid without profile, and gives no refresh token without offline_access', async () => {
    await microsoft().account(ADA);
    const tokens = await microsoft().connect(ADA, { scope: 'openid User.Read' });
    const [, payload = ''] = String(tokens.id_token).split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).not.toHaveProperty('oid');
    expect(tokens).not.toHaveProperty('refresh_token');
  });

  it('names the granted permissions long, in any order and without offline_access', async () => {
    await microsoft().account(ADA);
    const words = String((await microsoft().connect(ADA)).scope).split(' ');
    expect(words.sort()).toEqual([
      'email',
      'https://graph.microsoft.com/Calendars.ReadWrite',
      'https://graph.microsoft.com/User.Read',
      'openid',
      'profile',
    ]);
  });

  it('knows personal accounts by their tenant, and keeps them apart from organizations', async () => {
    expect(await microsoft().account(IDA)).toMatchObject({
      personal: true,
      tid: '9188040d-6c67-4c5b-b112-36a304b66dad',
    });
    await microsoft().account(ADA);
    await expect(microsoft().consent(IDA, { segment: 'organizations' })).rejects.toThrow('cannot sign in');
    await expect(microsoft().consent(ADA, { segment: 'consumers' })).rejects.toThrow('cannot sign in');
    expect((await microsoft().consent(ADA, { segment: 'acme.example' })).searchParams.has('code')).toBe(true);
  });

  it('may give fewer permissions than were asked for', async () => {
    await microsoft().account(ADA);
    const back = await microsoft().consent(ADA, {}, { withhold: ['calendars.readwrite'] });
    const { body } = await microsoft().exchange(back.searchParams.get('code') ?? '');
    expect(String(body.scope)).not.toContain('Calendars');
    expect((await microsoft().graph(body.access_token)('GET', '/me/events')).status).toBe(403);
  });

  it('comes back without a code when the person cancels', async () => {
    await microsoft().account(ADA);
    const back = await microsoft().consent(ADA, {}, { decision: 'deny' });
    expect(Object.fromEntries(back.searchParams)).toEqual({
      error: 'access_denied',
      error_subcode: 'cancel',
      state: 'the-state',
    });
    expect(await microsoft().decide(ADA, {}, { decision: 'abandon' })).toEqual({ page: 'abandoned' });
  });
});

describe('refreshing', () => {
  it('gives a new token each time, while the old one lives on', async () => {
    await microsoft().account(ADA);
    const { refresh_token: first } = await microsoft().connect(ADA);
    const { body: second } = await microsoft().refresh(first);
    expect(second.refresh_token).not.toBe(first);
    expect((await microsoft().refresh(first)).status).toBe(200);
    expect((await microsoft().refresh(second.refresh_token)).status).toBe(200);
  });

  it('ends a token after ninety days, and the newest of a chain ninety days later', async () => {
    await microsoft().account(ADA);
    const { refresh_token: first } = await microsoft().connect(ADA);
    pass(60 * DAY_MS);
    const { body: second } = await microsoft().refresh(first);
    pass(30 * DAY_MS);
    expect((await microsoft().refresh(first)).body).toMatchObject({ error_codes: [700082] });
    expect((await microsoft().refresh(second.refresh_token)).status).toBe(200);
  });

  it.each([
    ['consent', { error: 'invalid_grant', suberror: 'consent_required', error_codes: [65001] }],
    ['sessions', { error: 'invalid_grant', suberror: 'bad_token', error_codes: [50173] }],
    ['password', { error: 'invalid_grant', suberror: 'bad_token', error_codes: [50173] }],
    ['disable', { error: 'invalid_grant', error_codes: [50057] }],
    ['mfa', { error: 'invalid_grant', error_codes: [50076] }],
    ['conditional_access', { error: 'invalid_grant', error_codes: [53003] }],
    ['idle', { error: 'invalid_grant', error_codes: [700082] }],
  ])('is refused after %s in its own words, while the access token goes on', async (how, words) => {
    await microsoft().account(ADA);
    const tokens = await microsoft().connect(ADA);
    await microsoft().control('revoke', { account: ADA, how });
    const { status, body } = await microsoft().refresh(tokens.refresh_token);
    expect([status, body]).toMatchObject([400, words]);
    expect(String(body.error_description)).toMatch(/^AADSTS\d+: .+\r\nTrace ID: .+\r\nCorrelation ID: /);
    const graph = microsoft().graph(tokens.access_token);
    expect((await graph('GET', '/me')).status).toBe(200);
    pass(3_600_000);
    expect(await graph('GET', '/me')).toMatchObject({
      status: 401,
      body: { error: { code: 'InvalidAuthenticationToken' } },
    });
  });

  it('says one thing of personal accounts, whatever happened', async () => {
    await microsoft().account(IDA);
    const { refresh_token: token } = await microsoft().connect(IDA);
    await microsoft().control('revoke', { account: IDA });
    expect((await microsoft().refresh(token)).body).toMatchObject({
      error: 'invalid_grant',
      error_codes: [70000],
    });
  });

  it('is refused for everybody while an admin has the app switched off', async () => {
    await microsoft().account(ADA);
    const { refresh_token: token } = await microsoft().connect(ADA);
    await microsoft().control('tenants', { domain: 'acme.example', app: 'disabled' });
    expect((await microsoft().refresh(token)).body).toMatchObject({
      error: 'unauthorized_client',
      error_codes: [7000112],
    });
    await microsoft().control('tenants', { domain: 'acme.example', app: 'enabled' });
    expect((await microsoft().refresh(token)).status).toBe(200);
  });

  it('is refused for our own fault when the secret has expired', async () => {
    await microsoft().account(ADA);
    const { refresh_token: token } = await microsoft().connect(ADA);
    await microsoft().control('app', { secretExpired: true });
    expect(await microsoft().refresh(token)).toMatchObject({
      status: 401,
      body: { error: 'invalid_client', error_codes: [7000222] },
    });
  });

  it('gives no more than was consented to', async () => {
    await microsoft().account(ADA);
    const { refresh_token: token } = await microsoft().connect(ADA);
    expect((await microsoft().refresh(token, { scope: 'OnlineMeetings.ReadWrite' })).body).toMatchObject({
      error_codes: [65001],
    });
  });
});
