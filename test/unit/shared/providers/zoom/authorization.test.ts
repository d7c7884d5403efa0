import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { processClock } from '../../../../../infra/local/clock.ts';
import { ProviderError } from '../../../../../shared/ports/provider-error.ts';
import { canonicalScopes, ZOOM_SCOPES } from '../../../../../shared/providers/zoom/scopes.ts';
import { type ConferenceStage, HOST, zoomSubject } from '../../../../support/conference-stage.ts';

const subject = zoomSubject();
let stage: ConferenceStage;

beforeAll(async () => {
  processClock.install();
  await subject.start();
});
beforeEach(async () => {
  processClock.freeze('2027-01-04T09:00:00.000Z');
  stage = await subject.stage();
});
afterAll(async () => {
  await subject.close();
  processClock.uninstall();
});

const refusal = async (call: Promise<unknown>): Promise<string> => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof ProviderError
    ? `${error.verdict}: ${error.word}`
    : `no ProviderError: ${String(error)}`;
};

const granted = async (email = 'chloe@zoom.example') => {
  const grant = await stage.connect(email);
  return { ...grant, refreshToken: grant.refreshToken ?? '' };
};
const identify = (token: string) => stage.authorization.identify(token);
const refresh = (token: string) => stage.authorization.refresh(token);

describe('consent', () => {
  test('is asked for with a challenge and without scopes, which the app has', async () => {
    const request = { state: 's', codeVerifier: 'v'.repeat(64), redirectUri: 'https://hub.example/cb' };
    const { searchParams, pathname } = new URL(await stage.authorization.authorizeUrl(request));
    expect(pathname).toBe('/oauth/authorize');
    expect(Object.fromEntries(searchParams)).toEqual({
      response_type: 'code',
      client_id: 'zoom-app',
      redirect_uri: 'https://hub.example/cb',
      state: 's',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/u),
      code_challenge_method: 'S256',
    });
  });

  test('brings tokens for an hour, every scope, and whose they are', async () => {
    const { accessToken, accessExpiresAt, scopes } = await granted();
    expect(accessExpiresAt).toBe('2027-01-04T09:59:59.000Z');
    expect(scopes).toEqual(expect.arrayContaining(ZOOM_SCOPES.map(({ scope }) => scope)));
    const account = { key: expect.any(String), label: 'chloe@zoom.example', plan: 'licensed' };
    expect(await identify(accessToken)).toEqual(account);
  });

  test('of a basic user says that there is no more to be had', async () => {
    const { accessToken } = await stage.connect('dan@zoom.example', 'basic');
    expect(await identify(accessToken)).toMatchObject({ plan: 'basic' });
  });

  test('with a code that is wrong, used or old is over', async () => {
    const exchange = (code: string) =>
      stage.authorization.exchange(code, 'v'.repeat(64), 'https://hub.example');
    expect(await refusal(exchange('wrong'))).toBe('final: 4734');
  });
});

describe('tokens', () => {
  test('are replaced by a refresh, both of them, and the old ones are dead at once', async () => {
    const old = await granted();
    const fresh = await refresh(old.refreshToken);
    expect(fresh.refreshToken).not.toBe(old.refreshToken);
    expect(await refusal(refresh(old.refreshToken))).toBe('final: invalid_token');
    expect(await refusal(identify(old.accessToken))).toBe('token: 124');
    expect(await identify(fresh.accessToken)).toMatchObject({ label: 'chloe@zoom.example' });
  });

  test('die by a second consent of the same user', async () => {
    const old = await granted();
    const fresh = await granted();
    expect(await refusal(refresh(old.refreshToken))).toBe('final: 4741');
    expect(await refusal(identify(old.accessToken))).toBe('token: 124');
    expect(await identify(fresh.accessToken)).toMatchObject({ label: 'chloe@zoom.example' });
  });

  test('whose answer was lost are lost: the next refresh hears the final word', async () => {
    const { refreshToken } = await granted();
    await stage.simulator.fault({
      match: { path: '/oauth/token' },
      reset: true,
      afterCommit: true,
      times: 1,
    });
    expect(await refusal(refresh(refreshToken))).toMatch(/^transient/u);
    expect(await refusal(refresh(refreshToken))).toBe('final: invalid_token');
  });

  test.each([
    ['a page of words', { status: 503, body: '<html>' }, /^transient/u],
    ['no answer', { reset: true }, /^transient/u],
    ['an answer without a token', { status: 200, body: '{}' }, /^transient: unreadable answer$/u],
    ['the app is switched off', { status: 400, body: '{"code":4717}' }, /^project: 4717$/u],
  ])('stay as they are where there is %s', async (_, fault, word) => {
    const { refreshToken } = await granted();
    await stage.simulator.fault({ match: { path: '/oauth/token' }, times: 1, ...fault });
    expect(await refusal(refresh(refreshToken))).toMatch(word);
    expect((await refresh(refreshToken)).refreshToken).toEqual(expect.any(String));
  });
});

describe('giving the access back', () => {
  test('ends both tokens; an access token that has ended says nothing about the grant', async () => {
    const grant = await granted();
    expect(stage.authorization.revokesBy).toBe('access_token');
    await stage.authorization.revoke(grant.accessToken);
    expect(await refusal(identify(grant.accessToken))).toBe('token: 124');
    expect(await refusal(refresh(grant.refreshToken))).toMatch(/^final/u);
    expect(await refusal(stage.authorization.revoke(grant.accessToken))).toBe('token: invalid_token');
  });

  test('waits where Zoom does not answer', async () => {
    const grant = await granted();
    await stage.simulator.fault({ match: { path: '/oauth/revoke' }, status: 502, body: 'x', times: 1 });
    expect(await refusal(stage.authorization.revoke(grant.accessToken))).toBe('transient: status 502');
    expect(await identify(grant.accessToken)).toMatchObject({ label: 'chloe@zoom.example' });
  });
});

test('a user who was deactivated is nobody to connect', async () => {
  const { accessToken } = await granted(HOST);
  await stage.simulator.account({ email: HOST, name: 'Ben', status: 'inactive' });
  expect(await identify(accessToken)).toMatchObject({ isInactive: true });
});

test.each([
  ['meeting:write user:read', ['meeting:write:meeting', 'user:read:user']],
  ['user:read:user:admin', ['user:read:user']],
  ['meeting:read:meeting,meeting:read:meeting', ['meeting:read:meeting']],
  ['', []],
])('scopes %j count as %j', (said, counted) => {
  expect(canonicalScopes(said)).toEqual(expect.arrayContaining(counted));
  expect(canonicalScopes(said).filter((scope) => said === '' || scope === '')).toEqual([]);
});
