import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Card } from '../../events/http/integrations.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { connectZoom } from '../support/connect-zoom.ts';
import { connectionSecrets } from '../support/connection-secrets.ts';
import { useHub } from '../support/hub.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/zoom';
const RETURN_URL = 'http://127.0.0.1/app';
const card = (user: string) => hub().ask(Card, 'GET', CARD, { user });

const begin = async (user: string): Promise<string> => {
  const body = { returnUrl: RETURN_URL };
  const { authorizeUrl } = await hub().ask(
    z.object({ authorizeUrl: z.url(), expiresAt: z.string() }),
    'POST',
    `${CARD}/connect`,
    { user, body },
  );
  return authorizeUrl;
};

/** What comes back to the product after consent. */
const comeBack = async (redirectTo: string) => {
  const { status, headers } = await hub().call('GET', redirectTo);
  return { status, query: Object.fromEntries(new URL(headers.location ?? RETURN_URL).searchParams) };
};

describe('connecting Zoom', () => {
  test('[INT-01] the card stands last, and says in one line each what it asks for', async () => {
    const { items } = await hub().ask(z.object({ items: z.array(Card) }), 'GET', '/v1/me/integrations', {
      user: 'ben',
    });
    const zoom = items.at(-1);
    expect(zoom).toMatchObject({
      name: 'Zoom',
      state: 'not_connected',
      actions: ['connect'],
      warnings: [{ code: 'shared_account' }],
    });
    expect(zoom?.permissions).toHaveLength(8);
    for (const { text, granted } of zoom?.permissions ?? []) {
      expect(text).toMatch(/^[^\n]{20,90}$/u);
      expect(granted).toBe(false);
    }
  });

  test('[ZOOM-16] consent leads to a card that names the account and offers to disconnect it', async () => {
    const url = new URL(await begin('ben'));
    expect(url.pathname).toBe('/oauth/authorize');
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      code_challenge_method: 'S256',
      redirect_uri: `${hub().url}/v1/oauth/zoom/callback`,
    });
    expect(url.searchParams.has('scope')).toBe(false);
    expect(await connectZoom(hub(), 'ben')).toMatchObject({
      state: 'connected',
      accountLabel: 'ben@zoom.example',
      actions: ['disconnect'],
      warnings: [{ code: 'other_address' }],
    });
    const [account] = (await card('ben')).accounts;
    expect(account).not.toHaveProperty('privacy');
    expect(account).not.toHaveProperty('lastSyncedAt');
    expect(connectionSecrets(hub())).toHaveLength(1);
    await hub().advance('PT1H');
    expect((await card('ben')).state).toBe('connected');
    expect(hub().dlq('sync') + hub().dlq('provision')).toBe(0);
  });

  test('an account on the Basic plan is connected, and told of what its plan lacks', async () => {
    const { state, warnings } = Card.parse(await connectZoom(hub(), 'ben', { plan: 'basic' }));
    expect(state).toBe('connected');
    expect(warnings.find(({ code }) => code === 'basic_plan')?.text).toContain('40 minutes');
  });

  test('[ZOOM-18] only a person connects, and only themselves', async () => {
    const body = { returnUrl: RETURN_URL };
    const backend = {
      sub: 'ben',
      org: 'acme',
      role: 'admin',
      email: 'ben@acme.example',
      scope: 'hub.service',
    };
    const headers = { 'x-on-behalf-of': 'chloe' };
    expect((await hub().call('POST', `${CARD}/connect`, { user: backend, headers, body })).status).toBe(403);
    expect((await hub().call('POST', `${CARD}/connect`, { user: 'eve', body })).status).toBe(403);
    expect((await hub().zoom.state()).calls).toEqual([]);
  });

  test('has nothing to read and no privacy to choose', async () => {
    await connectZoom(hub(), 'ben');
    for (const [method, path, body] of [
      ['POST', `${CARD}/sync`, undefined],
      ['PATCH', CARD, { privacy: 'full_private' }],
    ] as const)
      expect(await hub().call(method, path, { user: 'ben', body })).toMatchObject({
        status: 422,
        body: { code: 'invalid_request', errors: [{ field: 'platform' }] },
      });
    const { items } = await hub().ask(z.object({ items: z.array(z.unknown()) }), 'GET', '/v1/me/calendars', {
      user: 'ben',
    });
    expect(items).toEqual([]);
  });

  test('stands beside a calendar, and neither counts against the other', async () => {
    await connectGoogle(hub(), 'ben');
    await connectZoom(hub(), 'ben');
    const { items } = await hub().ask(z.object({ items: z.array(Card) }), 'GET', '/v1/me/integrations', {
      user: 'ben',
    });
    expect(items.map(({ platform, state }) => [platform, state])).toEqual([
      ['google_calendar', 'connected'],
      ['google_meet', 'connected'],
      ['outlook_calendar', 'not_connected'],
      ['microsoft_teams', 'not_connected'],
      ['zoom', 'connected'],
    ]);
    expect(connectionSecrets(hub())).toHaveLength(2);
  });

  test('[ZOOM-15] a second account is refused by the policy, and told of where the policy allows it', async () => {
    await connectZoom(hub(), 'ben');
    await hub().zoom.account({ email: 'second@zoom.example', name: 'ben' });
    const redirectTo = await hub().zoom.consent({
      authorizeUrl: await begin('ben'),
      account: 'second@zoom.example',
    });
    expect((await comeBack(redirectTo)).query).toMatchObject({ result: 'error', code: 'already_connected' });
    expect((await hub().zoom.state()).grants).toHaveLength(1);
    await hub().call('PUT', '/v1/admin/settings', { user: 'ada', body: await allowing(2) });
    expect((await card('ben')).warnings.map(({ code }) => code)).toContain('shared_account');
    const { warnings, accounts } = Card.parse(
      await connectZoom(hub(), 'ben', { email: 'second@zoom.example' }),
    );
    expect(accounts).toHaveLength(2);
    expect(warnings.map(({ code }) => code)).toContain('several_accounts');
  });
});

const allowing = async (accountsPerPlatform: number) => ({
  ...(await hub().ask(z.record(z.string(), z.unknown()), 'GET', '/v1/admin/settings', { user: 'ada' })),
  accountsPerPlatform,
});

describe('the way back from Zoom', () => {
  test.each(['error', 'nothing'] as const)(
    'a refusal that Zoom tells by %s is one on the card',
    async (declineAnswers) => {
      await hub().zoom.account({ email: 'ben@zoom.example', name: 'ben' });
      await hub().zoom.control('app', { declineAnswers });
      const order = {
        authorizeUrl: await begin('ben'),
        account: 'ben@zoom.example',
        decision: 'deny',
      } as const;
      expect((await comeBack(await hub().zoom.consent(order))).query).toMatchObject({
        result: 'error',
        code: 'access_denied',
        platform: 'zoom',
      });
      expect(await card('ben')).toMatchObject({ state: 'not_connected', reason: 'access_denied' });
    },
  );

  test('[ZOOM-13] a state that is altered, used, expired, missing or of another provider is a page in words', async () => {
    await hub().zoom.account({ email: 'ben@zoom.example', name: 'ben' });
    const consent = async () =>
      hub().zoom.consent({ authorizeUrl: await begin('ben'), account: 'ben@zoom.example' });
    const back = new URL(await consent());
    const altered = new URL(back);
    altered.searchParams.set('state', `${back.searchParams.get('state')?.slice(0, -3)}abc`);
    const installed = new URL(back);
    installed.searchParams.delete('state');
    const elsewhere = new URL(back.href.replace('/oauth/zoom/', '/oauth/google/'));
    for (const url of [altered, installed, elsewhere]) {
      const { status, headers, body } = await hub().call('GET', url.href);
      expect(status).toBe(400);
      expect(headers['content-type']).toContain('text/html');
      expect(String(body)).toMatch(/nothing was connected/iu);
    }
    expect((await comeBack(back.href)).query.result).toBe('ok');
    expect((await hub().call('GET', back.href)).status).toBe(400);
    const late = await consent();
    await hub().advance('PT16M');
    expect((await hub().call('GET', late)).status).toBe(400);
    expect((await hub().zoom.state()).grants).toEqual([]);
  });

  test('[ZOOM-13] whoever else completes an attempt gets nothing, and nothing of it is left', async () => {
    await hub().zoom.account({ email: 'chloe@zoom.example', name: 'chloe' });
    const redirectTo = await hub().zoom.consent({
      authorizeUrl: await begin('ben'),
      account: 'chloe@zoom.example',
    });
    const { attempt } = (await comeBack(redirectTo)).query;
    const body = { attempt };
    expect((await hub().call('POST', `${CARD}/complete`, { user: 'chloe', body })).status).toBe(403);
    expect((await hub().call('POST', `${CARD}/complete`, { user: 'ben', body })).status).toBe(410);
    expect((await hub().zoom.state()).grants).toEqual([]);
    expect(connectionSecrets(hub())).toEqual([]);
    expect((await card('chloe')).state).toBe('not_connected');
  });

  test('an attempt that Zoom never leads back from says what may be the matter', async () => {
    await begin('ben');
    await hub().advance('PT17M');
    const { state, help } = await card('ben');
    expect(state).toBe('not_connected');
    expect(help?.text).toContain('an administrator has to approve the app');
    expect(await connectZoom(hub(), 'ben')).toMatchObject({ state: 'connected' });
    expect((await card('ben')).help).toBeUndefined();
  });

  test('a permission that the app lacks is named in words, and asked for again', async () => {
    await hub().zoom.control('app', {
      scopes: ['user:read:user', 'meeting:read:meeting', 'meeting:write:meeting'],
    });
    const poor = Card.parse(await connectZoom(hub(), 'ben'));
    expect(poor).toMatchObject({ state: 'insufficient_scope', actions: ['reconnect', 'disconnect'] });
    expect(poor.missing?.map(({ id }) => id)).toEqual(['meeting_list', 'meeting_update', 'meeting_delete']);
    expect(poor.help?.text).toContain('no links are made');
  });

  test('an account that is not active is not connected, and leaves nothing behind', async () => {
    await hub().zoom.account({ email: 'ben@zoom.example', name: 'ben', status: 'inactive' });
    const redirectTo = await hub().zoom.consent({
      authorizeUrl: await begin('ben'),
      account: 'ben@zoom.example',
    });
    expect((await comeBack(redirectTo)).query).toMatchObject({ result: 'error', code: 'account_unusable' });
    expect(await card('ben')).toMatchObject({ state: 'not_connected', reason: 'account_unusable' });
    expect(connectionSecrets(hub())).toEqual([]);
    expect((await hub().zoom.state()).grants).toEqual([]);
  });

  test('who Zoom is slow to tell whose consent it was is not connected, and the consent goes back', async () => {
    await hub().zoom.account({ email: 'ben@zoom.example', name: 'ben' });
    const redirectTo = await hub().zoom.consent({
      authorizeUrl: await begin('ben'),
      account: 'ben@zoom.example',
    });
    await hub().zoom.fault({ match: { path: '/v2/users/me' }, status: 503, times: 3 });
    expect((await comeBack(redirectTo)).query).toMatchObject({
      result: 'error',
      code: 'provider_unavailable',
    });
    await hub().zoom.clearFaults();
    await hub().advance('PT5M');
    expect((await hub().zoom.state()).grants).toEqual([]);
    expect((await card('ben')).state).toBe('not_connected');
  });
});
