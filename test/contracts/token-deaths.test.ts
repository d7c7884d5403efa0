import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Connection } from '../../events/stored/connection.ts';
import { processClock } from '../../infra/local/clock.ts';
import { aesSealer } from '../../shared/aws/aes-sealer.ts';
import { secretsVault } from '../../shared/aws/secrets-vault.ts';
import { randomIds } from '../../shared/ids.ts';
import type { TokenVault } from '../../shared/ports/token-vault.ts';
import { dynamoConnections } from '../../shared/store/connections.ts';
import { envelopeVault } from '../../shared/store/envelope-vault.ts';
import { accessTokens } from '../../shared/tokens/access-tokens.ts';
import { tokenKey } from '../../shared/tokens/token-key.ts';
import { tokenVaults } from '../../shared/tokens/token-vaults.ts';
import { aConnection } from '../support/a-connection.ts';
import { mortal, oneTokenProvider } from '../support/mortal.ts';
import { scratchSecrets } from '../support/scratch-secrets.ts';
import { scratchTables, TABLE } from '../support/scratch-tables.ts';

type Place = Connection['vault'];

const HOUR_MS = 3_600_000;

describe('whoever refreshes may die at any line', () => {
  let tables: Awaited<ReturnType<typeof scratchTables>>;
  let secrets: Awaited<ReturnType<typeof scratchSecrets>>;
  const key = randomBytes(32);
  const sealer = aesSealer({ current: async () => ({ kid: 'k1', key }), byId: async () => key });

  beforeAll(async () => {
    processClock.install();
    processClock.freeze('2027-01-04T09:00:00.000Z');
    tables = await scratchTables();
    secrets = await scratchSecrets();
  });
  beforeEach(() => secrets.server.reset({}));
  afterAll(async () => {
    await tables.close();
    await secrets.close();
    processClock.uninstall();
  });

  /** A connection whose token rests in one place, in a deployment that wants it in another. */
  const stage = async (from: Place, to: Place, rotates: boolean, known?: string) => {
    const table = { client: tables.client, name: TABLE };
    const connections = dynamoConnections(table);
    const places: Record<Place, TokenVault> = {
      'secrets-manager': secretsVault(secrets.client, 'meridian/connections/'),
      envelope: envelopeVault(table, sealer),
    };
    const connection: Connection = { ...aConnection(), id: randomIds.next('con'), vault: from };
    await connections.commit({ connection });
    await places[from].put(tokenKey(connection), { refreshToken: 'refresh-0', fence: 0 });
    const google = oneTokenProvider(rotates, known);
    const lambda = (lives = Number.POSITIVE_INFINITY) => {
      const wrap = mortal(lives);
      const dying = ({ put, get, remove }: TokenVault): TokenVault => ({
        put: wrap(put),
        get: wrap(get),
        remove: wrap(remove),
      });
      return accessTokens({
        connections: { read: wrap(connections.read), commit: wrap(connections.commit) },
        vault: tokenVaults(to, {
          'secrets-manager': dying(places['secrets-manager']),
          envelope: dying(places.envelope),
        }),
        authorizations: { google: { refresh: wrap(google.refresh) } },
        sealer,
        clock: { now: () => Date.now() },
        ids: randomIds,
        log: { info: () => {}, error: () => {} },
      });
    };
    const read = () => connections.read(connection.org, connection.userId, connection.id);
    return { connection, lambda, read, places };
  };

  /** Somebody wants a token every five seconds; how long until they have one, or the connection says that it has ended. */
  const recovers = async ({ connection, lambda, read }: Awaited<ReturnType<typeof stage>>) => {
    for (let seconds = 0; seconds <= 120; seconds += 5) {
      const isUnderWay = Date.parse((await read())?.refresh?.until ?? '') > Date.now();
      const asked = isUnderWay
        ? 'waits'
        : await lambda()
            .of(connection)
            .catch(() => 'failed');
      const state = (await read())?.state;
      if (asked.startsWith('access-') || state === 'needs_reauth') return { seconds, state };
      processClock.advance(5_000);
    }
    return undefined;
  };

  const STEPS = Array.from({ length: 14 }, (_, step) => step);

  test.each(STEPS)('after %i calls, and another has a token within two minutes', async (lives) => {
    const here = await stage('secrets-manager', 'secrets-manager', false);
    await here
      .lambda(lives)
      .of(here.connection)
      .catch(() => 'dead');
    expect(await recovers(here)).toMatchObject({ state: 'connected' });
    expect((await here.read())?.refresh).toBeUndefined();
  });

  test.each(STEPS)(
    'after %i calls where refresh tokens are replaced: a token, or a clear end',
    async (lives) => {
      const here = await stage('secrets-manager', 'secrets-manager', true);
      await here
        .lambda(lives)
        .of(here.connection)
        .catch(() => 'dead');
      const found = await recovers(here);
      expect(found?.seconds).toBeLessThanOrEqual(120);
      expect(['connected', 'needs_reauth']).toContain(found?.state);
    },
  );

  test.each(STEPS)(
    'after %i calls of hearing the final word: it is heard within two minutes',
    async (lives) => {
      const here = await stage('secrets-manager', 'secrets-manager', false, 'another token');
      await here
        .lambda(lives)
        .of(here.connection)
        .catch(() => 'dead');
      expect(await recovers(here)).toMatchObject({ state: 'needs_reauth' });
      expect(await here.read()).toMatchObject({ reason: 'revoked' });
    },
  );

  describe.each([
    ['secrets-manager', 'envelope'],
    ['envelope', 'secrets-manager'],
  ] as const)('while a token moves from %s to %s', (from, to) => {
    test.each(STEPS)(
      'after %i calls: it has moved at the next refresh, and nothing is left behind',
      async (lives) => {
        const here = await stage(from, to, false);
        await here
          .lambda(lives)
          .of(here.connection)
          .catch(() => 'dead');
        for (let hours = 0; hours < 3; hours += 1) {
          expect(await recovers(here)).toMatchObject({ state: 'connected' });
          processClock.advance(HOUR_MS);
        }
        const connection = (await here.read()) ?? here.connection;
        expect(connection.vault).toBe(to);
        expect(connection.vaultLeft).toBeUndefined();
        expect(await here.places[to].get(tokenKey(connection))).toEqual({
          refreshToken: 'refresh-0',
          fence: 0,
        });
        expect(await here.places[from].get(tokenKey(connection))).toBeUndefined();
      },
    );
  });

  test('a token that is replaced while it moves is never behind: after every death the newest is read, or none is', async () => {
    for (const lives of STEPS) {
      const here = await stage('secrets-manager', 'envelope', true);
      await here
        .lambda(lives)
        .of(here.connection)
        .catch(() => 'dead');
      const found = await recovers(here);
      if (found?.state === 'connected') processClock.advance(HOUR_MS);
      const again = found?.state === 'connected' ? await recovers(here) : found;
      expect(again?.state).toBe(found?.state);
    }
  });
});
