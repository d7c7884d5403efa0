import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CLIENT, challengeOf, REDIRECT, useZoom, VERIFIER } from './simulated-zoom.ts';

const ADA = 'ada@acme.example';
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const DEAD = { reason: 'Invalid Token!', error: 'invalid_grant' };
const zoom = useZoom();

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2027-01-01T00:00:00Z') });
  await zoom().account(ADA);
});
afterEach(() => {
  vi.useRealTimers();
});
const pass = (ms: number) => vi.setSystemTime(Date.now() + ms);

describe('the authorize request', () => {
  it.each([
    [{ redirect_uri: `${REDIRECT}/` }, '4709'],
    [{ redirect_uri: '' }, '4709'],
    [{ client_id: 'else' }, '4702'],
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ scope: 'meeting:write' }, 'invalid_scope'],
    [{ code_challenge: 'c', code_challenge_method: 'S512' }, 'code_challenge_method'],
    [{ code_challenge_method: 'S256' }, 'code_challenge is missing'],
  ])('with %o is refused on a page, and by the control', async (more, words) => {
    const response = await fetch(zoom().authorizeUrl(more), { redirect: 'manual' });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(words);
    await expect(zoom().consent(ADA, more)).rejects.toThrow('400');
  });

  it('goes back with a code and the state', async () => {
    const back = await zoom().consent(ADA);
    expect(back.origin + back.pathname).toBe(REDIRECT);
    expect([...back.searchParams.keys()].sort()).toEqual(['code', 'state']);
    expect(back.searchParams.get('state')).toBe('the-state');
  });

  it('declined goes back without a code, with an error or with nothing', async () => {
    const declined = async () => Object.fromEntries((await zoom().consent(ADA, {}, 'deny')).searchParams);
    expect(await declined()).toEqual({ error: 'access_denied', state: 'the-state' });
    await zoom().control('app', { declineAnswers: 'nothing' });
    expect(await declined()).toEqual({ state: 'the-state' });
  });

  it('of the Marketplace has no state', async () => {
    const { headers } = await zoom().send('GET', '/marketplace/install');
    const authorizeUrl = new URL(headers.get('location') ?? '', zoom().url).href;
    const { redirectTo } = await zoom().control('consent', { authorizeUrl, account: ADA, decision: 'allow' });
    expect([...new URL(String(redirectTo)).searchParams.keys()]).toEqual(['code']);
  });

  it('ends at the admin where the account demands approval', async () => {
    await zoom().account(ADA, { needsPreApproval: true });
    await expect(zoom().consent(ADA)).rejects.toThrow('admin');
  });
});

describe('the code exchange', () => {
  it('answers a bearer pair of 3599 seconds, every scope of the app, and no user', async () => {
    const { status, body } = await zoom().exchange(await zoom().code(ADA));
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(
      ['access_token', 'api_url', 'expires_in', 'refresh_token', 'scope', 'token_type'].sort(),
    );
    expect(body).toMatchObject({ token_type: 'bearer', expires_in: 3599 });
    expect(String(body.scope).split(' ')).toContain('meeting:write:meeting');
  });

  it('takes its fields from the query too', async () => {
    const query = new URLSearchParams({
      grant_type: 'authorization_code',
      code: await zoom().code(ADA),
      redirect_uri: REDIRECT,
    });
    const authorization = `Basic ${Buffer.from(`${CLIENT.clientId}:${CLIENT.clientSecret}`).toString('base64')}`;
    expect((await zoom().form(`/oauth/token?${query}`, {}, { authorization })).status).toBe(200);
  });

  it.each([
    [{ redirect_uri: `${REDIRECT}/` }, 4709],
    [{ code: 'rubbish' }, 4734],
    [{ grant_type: 'password' }, 4705],
  ])('with %o is refused with %d', async (more: Record<string, string>, code) => {
    const answer = await zoom().exchange(await zoom().code(ADA), more);
    expect([answer.status, answer.body.code]).toEqual([400, code]);
  });

  it('wants the client by Basic header, and the right one', async () => {
    const fields = { grant_type: 'refresh_token', refresh_token: 'x' };
    const none = await zoom().form('/oauth/token', { ...fields, client_id: CLIENT.clientId });
    expect([none.status, none.body.code]).toEqual([400, 4706]);
    const wrong = await zoom().token(fields, { ...CLIENT, clientSecret: 'wrong' });
    expect([wrong.status, wrong.body.code]).toEqual([401, 4702]);
  });

  it('works once, and for five minutes', async () => {
    const code = await zoom().code(ADA);
    expect((await zoom().exchange(code)).status).toBe(200);
    expect((await zoom().exchange(code)).body.code).toBe(4734);
    const late = await zoom().code(ADA);
    pass(5 * MINUTE_MS);
    expect((await zoom().exchange(late)).body.code).toBe(4733);
  });

  it('proves a challenge, which is plain unless it says S256', async () => {
    const hashed = challengeOf(VERIFIER);
    const attempt = async (more: Record<string, string>, code_verifier: string) =>
      (await zoom().exchange(await zoom().code(ADA, more), { code_verifier })).status;
    const s256 = { code_challenge: hashed, code_challenge_method: 'S256' };
    expect(await attempt(s256, VERIFIER)).toBe(200);
    expect(await attempt(s256, 'w'.repeat(64))).toBe(400);
    expect(await attempt({ code_challenge: hashed }, VERIFIER)).toBe(400);
    expect(await attempt({ code_challenge: VERIFIER }, VERIFIER)).toBe(200);
    expect((await zoom().exchange(await zoom().code(ADA, s256))).body.error).toBe('invalid_grant');
  });
});

describe('a refresh', () => {
  it('gives a new pair and kills the old one at once', async () => {
    const first = await zoom().connect(ADA);
    const second = await zoom().refresh(first.refresh_token);
    expect(second.status).toBe(200);
    expect(second.body.refresh_token).not.toBe(first.refresh_token);
    const again = await zoom().refresh(first.refresh_token);
    expect([again.status, again.body]).toEqual([400, DEAD]);
    const old = await zoom().api(first.access_token)('GET', '/users/me');
    expect([old.status, old.body.code]).toEqual([401, 124]);
    expect((await zoom().api(String(second.body.access_token))('GET', '/users/me')).status).toBe(200);
  });

  it('whose answer is lost has killed the old token all the same', async () => {
    const { refresh_token } = await zoom().connect(ADA);
    const match = { path: '/oauth/token' };
    await zoom().control('faults', { match, reset: true, afterCommit: true });
    await expect(zoom().refresh(refresh_token)).rejects.toThrow();
    expect((await zoom().refresh(refresh_token)).body).toEqual(DEAD);
  });

  it('fails with 4741 after a second authorization, whose tokens alone live', async () => {
    const first = await zoom().connect(ADA);
    const second = await zoom().connect(ADA);
    expect((await zoom().refresh(first.refresh_token)).body.code).toBe(4741);
    expect((await zoom().api(first.access_token)('GET', '/users/me')).body.code).toBe(124);
    expect((await zoom().refresh(second.refresh_token)).status).toBe(200);
  });

  it('works within ninety days of the last one', async () => {
    const first = await zoom().connect(ADA);
    pass(89 * DAY_MS);
    const second = (await zoom().refresh(first.refresh_token)).body;
    pass(89 * DAY_MS);
    const third = (await zoom().refresh(second.refresh_token)).body;
    pass(90 * DAY_MS);
    expect((await zoom().refresh(third.refresh_token)).body).toEqual(DEAD);
  });

  it('is refused for a user who is gone, an app that lost a scope, an approval withdrawn', async () => {
    const { refresh_token } = await zoom().connect(ADA);
    const code = async () => (await zoom().refresh(refresh_token)).body.code;
    await zoom().control('app', { scopes: ['user:read:user'] });
    expect(await code()).toBe(4711);
    await zoom().account(ADA, { needsPreApproval: true });
    expect(await code()).toBe(4738);
    await zoom().account(ADA, { status: 'deleted' });
    expect(await code()).toBe(4735);
  });
});

describe('tokens', () => {
  it('of access live an hour', async () => {
    const { access_token } = await zoom().connect(ADA);
    pass(60 * MINUTE_MS);
    const { status, body } = await zoom().api(access_token)('GET', '/users/me');
    expect([status, body]).toEqual([401, { code: 124, message: 'Access token is expired.' }]);
  });

  it('die by revocation, which takes an access token only', async () => {
    const pair = await zoom().connect(ADA);
    expect((await zoom().revoke(pair.refresh_token)).status).toBe(400);
    const { status, body } = await zoom().revoke(pair.access_token);
    expect([status, body]).toEqual([200, { status: 'success' }]);
    expect((await zoom().refresh(pair.refresh_token)).body).toEqual(DEAD);
    expect((await zoom().api(pair.access_token)('GET', '/users/me')).body.code).toBe(124);
    expect((await zoom().state()).grants).toEqual([]);
  });

  it('of the person outlive what happens to the app, and are in no log', async () => {
    await zoom().connect(ADA);
    const person = await zoom().person(ADA);
    await zoom().control('revoke', { account: ADA });
    const before = (await zoom().state()).calls;
    expect((await person('GET', '/users/me')).status).toBe(200);
    expect((await zoom().state()).calls).toEqual(before);
  });
});
