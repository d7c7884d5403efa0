import { describe, expect, it } from 'vitest';
import { CALENDAR, CLIENT, challengeOf, REDIRECT, useGoogle, VERIFIER } from './simulated-google.ts';

const ADA = 'ada@acme.example';
const EMAIL = 'https://www.googleapis.com/auth/userinfo.email';
const READ = 'https://www.googleapis.com/auth/calendar.readonly';
const google = useGoogle();

describe('the authorize request', () => {
  it('with an unregistered redirect_uri gets a page and no redirect', async () => {
    for (const redirect_uri of [
      `${REDIRECT}/`,
      REDIRECT.toUpperCase(),
      'http://hub.example/oauth/google/callback',
    ]) {
      const response = await fetch(google().authorizeUrl({ redirect_uri }), { redirect: 'manual' });
      expect(response.status).toBe(400);
      expect(await response.text()).toContain('redirect_uri_mismatch');
    }
  });

  it('of an unknown client gets a page and no redirect', async () => {
    const response = await fetch(google().authorizeUrl({ client_id: 'else' }), { redirect: 'manual' });
    expect(response.status).toBe(401);
    expect(await response.text()).toContain('invalid_client');
  });

  it.each([
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ response_type: '' }, 'response_type'],
    [{ scope: '' }, 'scope'],
    [{ scope: 'openid nonsense' }, 'invalid_scope'],
    [{ prompt: 'none consent' }, 'Invalid prompt'],
    [{ code_challenge: 'short', code_challenge_method: 'S256' }, 'code_challenge'],
    [{ code_challenge: challengeOf(VERIFIER), code_challenge_method: 'S512' }, 'code_challenge_method'],
  ])('with %o is refused on a page', async (more, words) => {
    const response = await fetch(google().authorizeUrl(more), { redirect: 'manual' });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(words);
  });

  it('is refused by the consent control just as in the browser', async () => {
    await google().account(ADA);
    const authorizeUrl = google().authorizeUrl({ redirect_uri: 'https://evil.example/' });
    const response = await google().post('/_control/consent', {
      authorizeUrl,
      account: ADA,
      decision: 'allow',
    });
    expect(response.status).toBe(400);
    expect(JSON.parse(await response.text()).error).toContain('redirect_uri_mismatch');
  });
});

describe('consent', () => {
  it('goes back with code, granted scope and the state', async () => {
    await google().account(ADA);
    const back = await google().consent(ADA);
    expect(back.origin + back.pathname).toBe(REDIRECT);
    expect(back.searchParams.get('state')).toBe('the-state');
    expect(back.searchParams.get('code')).toMatch(/^4\//);
    expect(new Set(back.searchParams.get('scope')?.split(' '))).toEqual(new Set(['openid', EMAIL, CALENDAR]));
  });

  it('refused goes back with access_denied, the state and no code', async () => {
    await google().account(ADA);
    const back = await google().consent(ADA, {}, { decision: 'deny' });
    expect(Object.fromEntries(back.searchParams)).toEqual({ error: 'access_denied', state: 'the-state' });
  });

  it('with a box left empty grants the rest and says so only in scope', async () => {
    await google().account(ADA);
    const back = await google().consent(
      ADA,
      { scope: `openid ${CALENDAR} ${READ}` },
      { withhold: [CALENDAR] },
    );
    const answer = JSON.parse(await (await google().exchange(back.searchParams.get('code') ?? '')).text());
    expect(new Set(answer.scope.split(' '))).toEqual(new Set(['openid', READ]));
  });

  it('has no boxes when only one permission and no sign-in is asked', async () => {
    await google().account(ADA);
    const authorizeUrl = google().authorizeUrl({ scope: CALENDAR });
    const order = { authorizeUrl, account: ADA, decision: 'allow', withhold: [CALENDAR] };
    expect((await google().post('/_control/consent', order)).status).toBe(400);
  });

  it('takes the login hint as a hint only', async () => {
    await google().account(ADA);
    await google().account('ben@acme.example');
    const back = await google().consent('ben@acme.example', { login_hint: ADA });
    const answer = JSON.parse(await (await google().exchange(back.searchParams.get('code') ?? '')).text());
    const claims = JSON.parse(Buffer.from(answer.id_token.split('.')[1], 'base64url').toString());
    expect(claims.email).toBe('ben@acme.example');
  });

  it('answers prompt=none without a page, and refuses it before anything was granted', async () => {
    await google().account(ADA);
    const ask = async () => {
      const response = await fetch(google().authorizeUrl({ prompt: 'none', login_hint: ADA }), {
        redirect: 'manual',
      });
      return new URL(response.headers.get('location') ?? '').searchParams;
    };
    expect((await ask()).get('error')).toBe('consent_required');
    await google().consent(ADA);
    expect((await ask()).get('code')).toMatch(/^4\//);
  });
});

describe('the code exchange', () => {
  it('answers tokens, 3599 seconds, and the granted scopes in another order and spelling', async () => {
    await google().account(ADA);
    const answer = await google().connect(ADA);
    expect(answer).toMatchObject({ expires_in: 3599, token_type: 'Bearer' });
    expect(answer.refresh_token).toMatch(/^1\/\//);
    expect(answer.scope?.split(' ')).not.toEqual(['openid', EMAIL, CALENDAR]);
    expect(new Set(answer.scope?.split(' '))).toEqual(new Set(['openid', EMAIL, CALENDAR]));
  });

  it('signs an id token that the real client verifies', async () => {
    const { sub } = await google().account(ADA, { hd: 'acme.example' });
    const answer = await google().connect(ADA, { nonce: 'n-1' });
    const ticket = await google()
      .oauthClient()
      .verifyIdToken({ idToken: answer.id_token ?? '', audience: CLIENT.clientId });
    expect(ticket.getPayload()).toMatchObject({ sub, email: ADA, hd: 'acme.example', nonce: 'n-1' });
    expect(ticket.getUserId()).toMatch(/^\d{21}$/);
  });

  it('works once', async () => {
    await google().account(ADA);
    const code = (await google().consent(ADA)).searchParams.get('code') ?? '';
    expect((await google().exchange(code)).status).toBe(200);
    const again = await google().exchange(code);
    expect(again.status).toBe(400);
    expect(JSON.parse(await again.text()).error).toBe('invalid_grant');
  });

  it.each([
    [{ redirect_uri: 'https://hub.example/else' }, 400, 'invalid_grant'],
    [{ code: 'rubbish' }, 400, 'invalid_grant'],
    [{ client_secret: 'wrong' }, 401, 'invalid_client'],
    [{ client_id: 'else' }, 401, 'invalid_client'],
    [{ grant_type: 'password' }, 400, 'unsupported_grant_type'],
  ])('with %o is refused', async (more: Record<string, string>, status, error) => {
    await google().account(ADA);
    const code = (await google().consent(ADA)).searchParams.get('code') ?? '';
    const response = await google().exchange(code, more);
    expect([response.status, JSON.parse(await response.text()).error]).toEqual([status, error]);
  });

  it('takes forms only', async () => {
    const response = await google().post('/token', { grant_type: 'refresh_token' });
    expect([response.status, JSON.parse(await response.text()).error]).toEqual([400, 'invalid_request']);
  });

  it('takes the client by Basic header', async () => {
    await google().account(ADA);
    const code = (await google().consent(ADA)).searchParams.get('code') ?? '';
    const basic = Buffer.from(`${CLIENT.clientId}:${CLIENT.clientSecret}`).toString('base64');
    const fields = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT };
    expect((await google().form('/token', fields, { authorization: `Basic ${basic}` })).status).toBe(200);
  });

  it.each([
    ['S256', challengeOf(VERIFIER)],
    ['plain', VERIFIER],
  ])('proves a %s challenge by its verifier', async (code_challenge_method, code_challenge) => {
    await google().account(ADA);
    const codes = await Promise.all(
      [1, 2, 3].map(async () => {
        const back = await google().consent(ADA, { code_challenge, code_challenge_method });
        return back.searchParams.get('code') ?? '';
      }),
    );
    const answers = await Promise.all([
      google().exchange(codes[0] ?? '', { code_verifier: VERIFIER }),
      google().exchange(codes[1] ?? '', { code_verifier: 'w'.repeat(64) }),
      google().exchange(codes[2] ?? ''),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 400, 400]);
  });

  it('gives a refresh token only offline, and only when consent was shown', async () => {
    await google().account(ADA);
    expect((await google().connect(ADA, { access_type: 'online' })).refresh_token).toBeUndefined();
    expect((await google().connect(ADA, { prompt: '' })).refresh_token).toBeUndefined();
    expect((await google().connect(ADA)).refresh_token).toBeDefined();
  });

  it('covers earlier grants too when asked to include them', async () => {
    await google().account(ADA);
    await google().connect(ADA, { scope: READ });
    const alone = await google().connect(ADA, { scope: 'openid' });
    const union = await google().connect(ADA, { scope: 'openid', include_granted_scopes: 'true' });
    expect(alone.scope).toBe('openid');
    expect(new Set(union.scope?.split(' '))).toEqual(new Set(['openid', READ]));
  });
});

describe('tokens', () => {
  it('are refreshed without another refresh token', async () => {
    await google().account(ADA);
    const { refresh_token = '' } = await google().connect(ADA);
    const answer = JSON.parse(await (await google().refresh(refresh_token)).text());
    expect(Object.keys(answer).sort()).toEqual(['access_token', 'expires_in', 'scope', 'token_type']);
  });

  it('die with the words that Google uses when the person removes the app', async () => {
    await google().account(ADA);
    const { refresh_token = '', access_token = '' } = await google().connect(ADA);
    await google().control('revoke', { account: ADA });
    const response = await google().refresh(refresh_token);
    expect(response.status).toBe(400);
    expect(JSON.parse(await response.text())).toEqual({
      error: 'invalid_grant',
      error_description: 'Token has been expired or revoked.',
    });
    await expect(google().clientFor(access_token).events.list({ calendarId: 'primary' })).rejects.toThrow(
      /Invalid Credentials/,
    );
  });

  it('are all revoked by either of them, and a second time is an error', async () => {
    await google().account(ADA);
    const first = await google().connect(ADA);
    const second = await google().connect(ADA);
    expect(
      (
        await google()
          .oauthClient()
          .revokeToken(first.access_token ?? '')
      ).status,
    ).toBe(200);
    expect((await google().refresh(second.refresh_token ?? '')).status).toBe(400);
    expect((await google().form('/revoke', { token: first.access_token ?? '' })).status).toBe(400);
  });

  it('live a hundred at a time: the next one ends the oldest', async () => {
    await google().account(ADA);
    const connect = () => google().connect(ADA, { scope: CALENDAR });
    const first = await connect();
    const second = await connect();
    await Promise.all(Array.from({ length: 98 }, connect));
    expect((await google().refresh(first.refresh_token ?? '')).status).toBe(200);
    await connect();
    expect((await google().refresh(first.refresh_token ?? '')).status).toBe(400);
    expect((await google().refresh(second.refresh_token ?? '')).status).toBe(200);
  });

  it('tell who they are for', async () => {
    const { sub } = await google().account(ADA);
    const { access_token = '' } = await google().connect(ADA);
    const headers = { authorization: `Bearer ${access_token}` };
    const info = await google().oauthClient().getTokenInfo(access_token);
    expect(info).toMatchObject({ sub, email: ADA, aud: CLIENT.clientId });
    const user = await fetch(`${google().url}/v1/userinfo`, { headers });
    expect(JSON.parse(await user.text())).toEqual({ sub, email: ADA, email_verified: true });
    expect((await fetch(`${google().url}/tokeninfo?access_token=nothing`)).status).toBe(400);
  });
});
