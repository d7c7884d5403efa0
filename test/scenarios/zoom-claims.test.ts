import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Card } from '../../events/http/integrations.ts';
import { connectZoom, zoomAccountOf } from '../support/connect-zoom.ts';
import { connectionSecrets } from '../support/connection-secrets.ts';
import { useHub } from '../support/hub.ts';
import { zoomTokenCalls } from '../support/zoom-events.ts';
import { callAtZoom, zoomConnection, zoomLambda } from '../support/zoom-lambda.ts';

const hub = useHub();
const CARD = '/v1/me/integrations/zoom';
const card = (user: string) => hub().ask(Card, 'GET', CARD, { user });
const BENS = zoomAccountOf('ben');

const begin = async (user: string): Promise<string> => {
  const body = { returnUrl: 'http://127.0.0.1/app' };
  const { authorizeUrl } = await hub().ask(
    z.looseObject({ authorizeUrl: z.url() }),
    'POST',
    `${CARD}/connect`,
    {
      user,
      body,
    },
  );
  return authorizeUrl;
};

/** Where Zoom leads this user back to, with Ben's consent: from there on nothing that Ben had is alive at Zoom. */
const consent = async (user: string): Promise<string> =>
  hub().zoom.consent({ authorizeUrl: await begin(user), account: BENS });

const comeBack = async (redirectTo: string): Promise<Record<string, string>> => {
  const { headers } = await hub().call('GET', redirectTo);
  return Object.fromEntries(new URL(headers.location ?? 'http://127.0.0.1').searchParams);
};

const refreshes = () => zoomTokenCalls(hub());

/** One consent, and the hub acts with the tokens of it, now and when they have been replaced. */
const bensAccountWorks = async () => {
  expect(await callAtZoom(hub(), 'ben')).toBe(200);
  expect((await hub().zoom.state()).grants).toHaveLength(1);
  await hub().advance('PT2H');
  expect(await callAtZoom(hub(), 'ben')).toBe(200);
  expect(await card('ben')).toMatchObject({ state: 'connected', accounts: [{}] });
  expect(connectionSecrets(hub())).toHaveLength(1);
};

describe('a Zoom account that somebody has connected', () => {
  test.each([
    ['a colleague', 'chloe'],
    ['somebody of another organization', 'hana'],
  ])('[ZOOM-11][ZOOM-14] is refused to %s, who learns nothing, and keeps working', async (_who, user) => {
    await connectZoom(hub(), 'ben');
    const back = await comeBack(await consent(user));
    expect(back).toMatchObject({ result: 'error', code: 'account_in_use', platform: 'zoom' });
    const refused = await card(user);
    expect(refused).toMatchObject({ state: 'not_connected', reason: 'not_permitted', accounts: [] });
    expect(JSON.stringify([back, refused])).not.toMatch(/ben|acme\b(?!\.example)/iu);
    await hub().advance('PT20M');
    await bensAccountWorks();
    expect(await hub().inbox.all()).toEqual([]);
  });

  test('[ZOOM-10] stays with its user whatever becomes of their addresses', async () => {
    await connectZoom(hub(), 'ben');
    await hub().zoom.control('accounts', { email: BENS, newEmail: 'chloe@acme.example' });
    await hub().call('PUT', '/v1/admin/users/ben', {
      user: 'ada',
      body: { name: 'Ben', email: 'benjamin@acme.example' },
    });
    const redirectTo = await hub().zoom.consent({
      authorizeUrl: await begin('chloe'),
      account: 'chloe@acme.example',
    });
    expect(await comeBack(redirectTo)).toMatchObject({ code: 'account_in_use' });
    await bensAccountWorks();
  });

  test('of two who consent with it before either has it, one gets it, and keeps it', async () => {
    await hub().zoom.account({ email: BENS, name: 'ben' });
    const [first, second] = [await consent('ben'), await consent('chloe')];
    const attempts = [await comeBack(first), await comeBack(second)].map(({ attempt }) => attempt);
    const complete = (user: string, attempt: string | undefined) =>
      hub().call('POST', `${CARD}/complete`, { user, body: { attempt } });
    expect((await complete('ben', attempts[0])).status).toBe(200);
    expect((await complete('chloe', attempts[1])).body).toMatchObject({ code: 'account_in_use' });
    await hub().settle();
    await bensAccountWorks();
  });

  test('of two who consent with it, the one who completes late with the older consent keeps working though the other never does', async () => {
    await hub().zoom.account({ email: BENS, name: 'ben' });
    const { attempt } = await comeBack(await consent('ben'));
    await hub().advance('PT1S');
    expect(await comeBack(await consent('chloe'))).toMatchObject({ result: 'ok' });
    await hub().advance('PT5M');
    await hub().call('POST', `${CARD}/complete`, { user: 'ben', body: { attempt } });
    await hub().advance('PT2M');
    await bensAccountWorks();
  });

  test('consented to again and never completed, it goes on with the new tokens', async () => {
    await connectZoom(hub(), 'ben');
    expect(await comeBack(await consent('ben'))).toMatchObject({ result: 'ok' });
    expect(await callAtZoom(hub(), 'ben')).toBe(200);
    await hub().advance('PT20M');
    await bensAccountWorks();
  });

  test('connected anew after its tokens were replaced meanwhile, it goes on with the newest', async () => {
    await connectZoom(hub(), 'ben');
    const { attempt } = await comeBack(await consent('ben'));
    const { tokens } = zoomLambda();
    const connection = await zoomConnection('ben');
    await tokens.forget(connection, await tokens.of(connection));
    const before = await refreshes();
    expect(await callAtZoom(hub(), 'ben')).toBe(200);
    expect((await refreshes()) - before).toBe(1);
    await hub().call('POST', `${CARD}/complete`, { user: 'ben', body: { attempt } });
    await hub().settle();
    const renewed = await zoomConnection('ben');
    expect(renewed.epoch).toBe(connection.epoch + 1);
    await hub().advance('PT2H');
    await bensAccountWorks();
  });

  test('of two consents the older, left behind by a crash, does not take the newer one’s place', async () => {
    await connectZoom(hub(), 'ben');
    const older = await consent('chloe');
    const newer = await consent('hana');
    // The code is exchanged, and nobody hears whose account it is.
    await hub().zoom.fault({ match: { path: '/v2/users/me' }, status: 503, times: 2 });
    expect(await comeBack(older)).toMatchObject({ code: 'provider_unavailable' });
    await hub().advance('PT1S');
    expect(await comeBack(newer)).toMatchObject({ code: 'account_in_use' });
    await hub().advance('PT20M');
    await bensAccountWorks();
  });
});
