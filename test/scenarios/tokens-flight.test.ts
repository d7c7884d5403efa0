import { describe, expect, test } from 'vitest';
import { Card } from '../../events/http/integrations.ts';
import { processClock } from '../../infra/local/clock.ts';
import { durationMs } from '../../infra/local/duration.ts';
import { tableClient } from '../../shared/aws/table-client.ts';
import { readConfig } from '../../shared/config.ts';
import { ProviderError } from '../../shared/ports/provider-error.ts';
import { calendarAccess } from '../../shared/wiring/calendar-access.ts';
import { connectGoogle } from '../support/connect-google.ts';
import { useHub } from '../support/hub.ts';

const hub = useHub();
const BEN = 'ben@gmail.example';
const TOKEN = '/token$';

/** A Lambda of its own, with a memory of its own. */
const lambda = () => calendarAccess({ client: tableClient(), name: readConfig('TABLE_NAME').TABLE_NAME });
const connectionOf = async ({ connections }: ReturnType<typeof lambda>) => {
  const [connection] = await connections.ofUser('acme', 'ben');
  if (connection === undefined) throw new Error('ben is not connected');
  return connection;
};
const pass = (duration: string) => processClock.advance(durationMs(duration) ?? 0);
const refreshes = async () =>
  (await hub().google.state()).calls.filter(({ path }) => path === '/token').length;
const card = () => hub().ask(Card, 'GET', '/v1/me/integrations/google_calendar', { user: 'ben' });
const state = async () => (await card()).state;

/** Ben is connected, and his access token has less than five minutes left; pushes and schedules are silent. */
const nearExpiry = async () => {
  await connectGoogle(hub(), 'ben');
  pass('PT56M');
  const first = lambda();
  return { connection: await connectionOf(first), before: await refreshes() };
};

describe('an access token that is about to end', () => {
  test('is renewed by one request for two hundred callers in twenty Lambdas, who all get the same', async () => {
    const { connection, before } = await nearExpiry();
    const lambdas = Array.from({ length: 20 }, lambda);
    const calls = lambdas.flatMap(({ tokens }) => Array.from({ length: 10 }, () => tokens.of(connection)));
    const answers = new Set(await Promise.all(calls));
    expect(calls).toHaveLength(200);
    expect(answers.size).toBe(1);
    expect((await refreshes()) - before).toBe(1);
    expect((await connectionOf(lambda())).refresh).toBeUndefined();
  });

  test('is renewed by one request more when Google has been silent to the first', async () => {
    const { connection, before } = await nearExpiry();
    await hub().google.fault({ match: { path: TOKEN }, reset: true, afterCommit: true, times: 1 });
    const lambdas = Array.from({ length: 5 }, lambda);
    const calls = lambdas.map(({ tokens }) => tokens.of(connection).catch((error: unknown) => error));
    const answers = await Promise.all(calls);
    for (const failed of answers.filter((one) => typeof one !== 'string'))
      expect(failed).toMatchObject({ verdict: 'transient' });
    expect(typeof (await lambda().tokens.of(connection))).toBe('string');
    expect((await refreshes()) - before).toBe(2);
    expect(await state()).toBe('connected');
  });

  test('is asked for once by two hundred callers also when the answer is the final word, and they all hear it', async () => {
    const { connection, before } = await nearExpiry();
    await hub().google.revoke(BEN);
    const lambdas = Array.from({ length: 10 }, lambda);
    const calls = lambdas.flatMap(({ tokens }) =>
      Array.from({ length: 20 }, () => tokens.of(connection).catch((error: unknown) => error)),
    );
    for (const heard of await Promise.all(calls)) {
      expect(heard).toBeInstanceOf(ProviderError);
      expect(heard).toMatchObject({ verdict: 'final' });
    }
    expect((await refreshes()) - before).toBe(1);
    expect(await state()).toBe('needs_reauth');
  });
});

describe('what passes by itself', () => {
  test.each([
    ['a broken connection', { reset: true }],
    ['a broken server that says invalid_grant', { status: 503, body: { error: 'invalid_grant' } }],
    ['our registration being refused', { status: 401, body: { error: 'unauthorized_client' } }],
    ['a page instead of an answer', { status: 400, body: '<html>Sorry</html>' }],
  ])('ends no connection: %s', async (_, fault) => {
    const { connection } = await nearExpiry();
    await hub().google.fault({ match: { path: TOKEN }, ...fault, times: 100 });
    const refused = await lambda()
      .tokens.of(connection)
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ProviderError);
    expect(refused).not.toMatchObject({ verdict: 'final' });
    expect((await connectionOf(lambda())).refresh).toBeUndefined();
    expect(await state()).toBe('connected');
  });

  test.each([
    ['our secret being wrong', { status: 401, body: { error: 'invalid_client' } }],
    ['a policy of the organization', { status: 400, body: { error: 'admin_policy_enforced' } }],
    ['a word of next year', { status: 400, body: { error: 'grant_is_resting' } }],
  ])('ends no connection and mails nobody, however long it lasts: %s', async (_, fault) => {
    await connectGoogle(hub(), 'ben');
    hub().inbox.clear();
    await hub().google.fault({ match: { path: TOKEN }, ...fault, times: 10_000 });
    await hub().advance('PT130M');
    expect(await refreshes()).toBeGreaterThan(1);
    expect(await state()).toBe('connected');
    await hub().google.clearFaults();
    await hub().advance('PT80M');
    expect(await card()).toMatchObject({ state: 'connected' });
    expect((await card()).help).toBeUndefined();
    expect(await hub().inbox.all()).toEqual([]);
    const here = lambda();
    expect(typeof (await here.tokens.of(await connectionOf(here)))).toBe('string');
    expect(hub().dlq('sync')).toBe(0);
  });
});
