import { describe, expect, test } from 'vitest';
import { Card } from '../../events/http/integrations.ts';
import { processClock } from '../../infra/local/clock.ts';
import { connectOutlook } from '../support/connect-outlook.ts';
import { connectionSecrets } from '../support/connection-secrets.ts';
import { useHub } from '../support/hub.ts';
import { calendarLambda, microsoftConnection, microsoftTokenCalls } from '../support/microsoft-lambda.ts';

const hub = useHub();
const TOKEN = '/oauth2/v2.0/token$';

const card = () => hub().ask(Card, 'GET', '/v1/me/integrations/outlook_calendar', { user: 'ben' });
const refreshes = () => microsoftTokenCalls(hub());
const pass = (minutes: number) => processClock.advance(minutes * 60_000);
const stored = async () => {
  const { vault } = calendarLambda();
  return (await vault.get(await microsoftConnection('ben')))?.refreshToken;
};
const refresh = async () => calendarLambda().tokens.of(await microsoftConnection('ben'));

/** Ben is connected, and his access token has less than five minutes left; schedules are silent. */
const nearExpiry = async () => {
  await connectOutlook(hub(), 'ben');
  pass(56);
  return { connection: await microsoftConnection('ben'), before: await refreshes() };
};

describe('Microsoft’s tokens, of which the old ones live on', () => {
  test('fifty callers in ten Lambdas at one that ends spend one refresh, and all get the same', async () => {
    const { connection, before } = await nearExpiry();
    const lambdas = Array.from({ length: 10 }, calendarLambda);
    const calls = lambdas.flatMap(({ tokens }) => Array.from({ length: 5 }, () => tokens.of(connection)));
    expect(new Set(await Promise.all(calls)).size).toBe(1);
    expect(calls).toHaveLength(50);
    expect((await refreshes()) - before).toBe(1);
  });

  test('the newest is written once a day, however often the access is renewed', async () => {
    await connectOutlook(hub(), 'ben');
    const seen = new Set([await stored()]);
    for (let hour = 0; hour < 23; hour += 1) {
      pass(60);
      await refresh();
      seen.add(await stored());
    }
    expect(seen.size).toBe(1);
    pass(60);
    await refresh();
    expect(seen).not.toContain(await stored());
    seen.add(await stored());
    pass(60);
    await refresh();
    seen.add(await stored());
    expect(seen.size).toBe(2);
    expect(connectionSecrets(hub())).toHaveLength(1);
  });

  test('a refresh whose answer is lost costs nobody anything', async () => {
    await nearExpiry();
    await hub().microsoft.fault({ match: { path: TOKEN }, reset: true, afterCommit: true, times: 1 });
    await expect(refresh()).rejects.toMatchObject({ verdict: 'transient' });
    expect(typeof (await refresh())).toBe('string');
    expect((await card()).state).toBe('connected');
  });

  test.each([
    ['throttled', { status: 429, headers: { 'retry-after': '60' } }],
    ['a broken server that says invalid_grant', { status: 503, body: { error: 'invalid_grant' } }],
    [
      'a loop that Microsoft thinks to see',
      { status: 400, body: { error: 'invalid_grant', error_codes: [50196] } },
    ],
    ['a word of next year', { status: 400, body: { error: 'grant_is_resting' } }],
  ])('what passes by itself ends no connection: %s', async (_, fault) => {
    await nearExpiry();
    await hub().microsoft.fault({ match: { path: TOKEN }, ...fault, times: 100 });
    await expect(refresh()).rejects.not.toMatchObject({ verdict: 'final' });
    expect((await microsoftConnection('ben')).refresh).toBeUndefined();
    expect(await card()).toMatchObject({ state: 'connected' });
    expect((await card()).help).toBeUndefined();
  });

  test('an account in which nothing happens outlives the 90 days: each read of it counts as use', async () => {
    await connectOutlook(hub(), 'ben');
    const first = await stored();
    for (let month = 0; month < 4; month += 1) {
      pass(30 * 24 * 60);
      await hub().advance('PT5M');
    }
    expect((await card()).state).toBe('connected');
    expect(typeof (await refresh())).toBe('string');
    expect(await stored()).not.toBe(first);
  });
});
