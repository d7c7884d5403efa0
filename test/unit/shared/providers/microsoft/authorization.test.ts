import { describe, expect, it } from 'vitest';
import { ProviderError } from '../../../../../shared/ports/provider-error.ts';
import { microsoftAuthorization } from '../../../../../shared/providers/microsoft/authorization.ts';
import {
  CLIENT,
  REDIRECT,
  useMicrosoft,
  VERIFIER,
} from '../../../infra/simulators/microsoft/simulated-microsoft.ts';

const microsoft = useMicrosoft();

const CHLOE = 'chloe@acme.example';
const PERSONAL = 'dan@outlook.example';

const ours = (credentials = CLIENT) =>
  microsoftAuthorization({
    credentials: () => Promise.resolve(credentials),
    clock: { now: () => Date.parse('2027-01-04T09:00:00.000Z') },
    baseUrl: microsoft().url,
  });

const authorizeUrl = (more: { onlyScopes?: string[]; loginHint?: string } = {}) =>
  ours().authorizeUrl({ state: 'the-state', codeVerifier: VERIFIER, redirectUri: REDIRECT, ...more });

const answered = async (account: string, decision: Record<string, unknown> = {}) => {
  const order = { authorizeUrl: await authorizeUrl(), account, decision: 'allow', ...decision };
  return new URL(String((await microsoft().control('consent', order)).redirectTo)).searchParams;
};

const signedIn = async (account: string) => {
  const code = (await answered(account)).get('code') ?? '';
  return ours().exchange(code, VERIFIER, REDIRECT);
};

const judged = async (call: Promise<unknown>): Promise<string> => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof ProviderError ? `${error.verdict} ${error.word}` : 'no ProviderError';
};

describe('signing in at Microsoft', () => {
  it('asks for the account, never for consent anew, with a proof of who asks', async () => {
    const { pathname, searchParams } = new URL(await authorizeUrl({ loginHint: CHLOE }));
    expect(pathname).toBe('/common/oauth2/v2.0/authorize');
    expect(Object.fromEntries(searchParams)).toMatchObject({
      prompt: 'select_account',
      scope: 'openid profile email offline_access Calendars.ReadWrite Calendars.Read User.Read',
      code_challenge_method: 'S256',
      login_hint: CHLOE,
      state: 'the-state',
    });
    const again = new URL(await authorizeUrl({ onlyScopes: ['User.Read'] }));
    expect(again.searchParams.get('scope')).toBe(searchParams.get('scope'));
  });

  it.each([
    [CHLOE, false],
    [PERSONAL, true],
  ])(
    'exchanges the code of %s for tokens and an account that no address decides',
    async (email, personal) => {
      const { tid, oid } = await microsoft().account(email, { personal });
      const { accountKey, ...grant } = await signedIn(email);
      expect(accountKey).toBe(`${String(tid)}.${String(oid)}`);
      expect(grant).toEqual({
        accessToken: expect.any(String),
        refreshToken: expect.any(String),
        // Sooner than it ends: it outlives the permission.
        accessExpiresAt: '2027-01-04T09:15:00.000Z',
        scopes: expect.arrayContaining(['Calendars.ReadWrite', 'Calendars.Read', 'User.Read']),
      });
      expect(await ours().identify(grant.accessToken, accountKey)).toEqual({ key: accountKey, label: email });
    },
  );

  it('refreshes, and the token before lives on', async () => {
    await microsoft().account(CHLOE);
    const { refreshToken = '' } = await signedIn(CHLOE);
    const next = await ours().refresh(refreshToken);
    expect(next.refreshToken).not.toBe(refreshToken);
    expect((await ours().refresh(refreshToken)).accessToken).not.toBe(next.accessToken);
    await ours().revoke(refreshToken);
    await ours().revoke('never was one');
  });

  it('takes no code twice, none without the proof, and none of another app', async () => {
    await microsoft().account(CHLOE);
    const code = (await answered(CHLOE)).get('code') ?? '';
    expect(await judged(ours().exchange(code, 'w'.repeat(64), REDIRECT))).toBe('ours AADSTS501481');
    expect(await judged(ours().exchange(code, VERIFIER, REDIRECT))).toBe('final AADSTS54005');
    const wrong = ours({ ...CLIENT, clientSecret: 'wrong' });
    expect(await judged(wrong.refresh('whatever'))).toBe('project AADSTS7000215');
  });

  it('tells a token of somebody else, and one that is not good any more, before anything is connected', async () => {
    await microsoft().account(CHLOE);
    const { accessToken, accountKey } = await signedIn(CHLOE);
    await microsoft().account('ben@acme.example');
    const ben = await signedIn('ben@acme.example');
    expect(await judged(ours().identify(accessToken, ben.accountKey))).toBe('ours another account');
    expect(await judged(ours().identify('stale', accountKey))).toBe('token InvalidAuthenticationToken');
  });

  it('tells a grant that was taken back from an organization that has switched the app off', async () => {
    await microsoft().account(CHLOE);
    const { refreshToken = '' } = await signedIn(CHLOE);
    await microsoft().control('tenants', { domain: 'acme.example', app: 'disabled' });
    expect(await judged(ours().refresh(refreshToken))).toBe('tenant AADSTS7000112');
    await microsoft().control('tenants', { domain: 'acme.example', app: 'enabled' });
    await microsoft().control('revoke', { account: CHLOE });
    expect(await judged(ours().refresh(refreshToken))).toBe('final AADSTS65001');
  });

  it('takes no access away because Microsoft is in trouble', async () => {
    await microsoft().account(CHLOE);
    const { refreshToken = '' } = await signedIn(CHLOE);
    const fault = (order: Record<string, unknown>) =>
      microsoft().control('faults', { match: { path: '/token' }, times: 1, ...order });
    await fault({ status: 503 });
    expect(await judged(ours().refresh(refreshToken))).toMatch(/^transient /u);
    await fault({ reset: true });
    expect(await judged(ours().refresh(refreshToken))).toMatch(/^transient /u);
    await fault({ status: 200, body: '<html>' });
    expect(await judged(ours().refresh(refreshToken))).toBe('transient unreadable answer');
    expect((await ours().refresh(refreshToken)).accessToken).toEqual(expect.any(String));
  });
});
