import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Connection } from '../../events/stored/connection.ts';
import type { OauthAttempt } from '../../events/stored/oauth-attempt.ts';
import { aesSealer } from '../../shared/aws/aes-sealer.ts';
import { randomIds } from '../../shared/ids.ts';
import { log } from '../../shared/log.ts';
import { ProviderError } from '../../shared/ports/provider-error.ts';
import type { StoredToken, TokenVault } from '../../shared/ports/token-vault.ts';
import { dynamoConnections } from '../../shared/store/connections.ts';
import { accessTokens } from '../../shared/tokens/access-tokens.ts';
import { adoptGrant } from '../../shared/tokens/adopt-grant.ts';
import { tokenVaults } from '../../shared/tokens/token-vaults.ts';
import { scratchTables, TABLE } from '../support/scratch-tables.ts';

const START = Date.parse('2027-01-04T09:00:00.000Z');
const HOUR_MS = 3_600_000;

/** A provider that answers each refresh with a token of its own, and a vault in memory. */
const stage = (at: { now: number }) => {
  const stored = new Map<string, StoredToken>();
  const place: TokenVault = {
    put: async ({ id, epoch }, token) => {
      stored.set(`${id} ${epoch}`, token);
    },
    get: async ({ id, epoch }) => stored.get(`${id} ${epoch}`),
    remove: async ({ id, epoch }) => {
      stored.delete(`${id} ${epoch}`);
    },
  };
  const vault = tokenVaults('secrets-manager', { 'secrets-manager': place, envelope: place });
  const issued: string[] = [];
  const answers: (() => Promise<void>)[] = [];
  const refresh = async (refreshToken: string) => {
    const accessToken = `access-${issued.push(refreshToken)}`;
    await new Promise((resolve) => setTimeout(resolve, 20));
    await answers.shift()?.();
    const accessExpiresAt = new Date(at.now + HOUR_MS).toISOString();
    return { accessToken, accessExpiresAt, refreshToken: undefined, scopes: [] };
  };
  return { vault, issued, answers, authorizations: { google: { refresh } } };
};

describe('access tokens', () => {
  let scratch: Awaited<ReturnType<typeof scratchTables>>;
  const key = randomBytes(32);
  const sealer = aesSealer({ current: async () => ({ kid: 'k1', key }), byId: async () => key });

  beforeAll(async () => {
    scratch = await scratchTables();
  });
  afterAll(() => scratch.close());

  /** A connected account, and as many Lambdas as are asked for. */
  const connected = async () => {
    const at = { now: START };
    const { vault, ...provider } = stage(at);
    const connections = dynamoConnections({ client: scratch.client, name: TABLE });
    const id = randomIds.next('con');
    const connection: Connection = {
      v: 1,
      id,
      org: 'acme',
      userId: 'ben',
      version: 1,
      provider: 'google',
      accountKey: id,
      accountLabel: 'ben@gmail.example',
      scopes: [],
      missing: [],
      state: 'connected',
      platforms: ['google_calendar'],
      privacy: 'default',
      epoch: 1,
      feedId: 'f',
      calendarId: 'primary',
      calendars: [],
      dropped: [],
      vault: 'secrets-manager',
      fence: 1,
      stateSince: new Date(START).toISOString(),
      connectedAt: new Date(START).toISOString(),
    };
    await connections.commit({ connection });
    await vault.put(connection, { refreshToken: 'refresh-1', fence: 1 });
    const lambda = () =>
      accessTokens({
        connections,
        vault,
        sealer,
        ...provider,
        clock: { now: () => at.now },
        ids: randomIds,
        log,
      });
    const read = () => connections.read('acme', 'ben', id);
    return { at, connection, connections, vault, lambda, read, ...provider };
  };

  test('fifty callers in ten Lambdas cause one refresh and get its token', async () => {
    const { connection, lambda, issued } = await connected();
    const lambdas = Array.from({ length: 10 }, lambda);
    const calls = lambdas.flatMap((tokens) => Array.from({ length: 5 }, () => tokens.of(connection)));
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['access-1']));
    expect(issued).toEqual(['refresh-1']);
  });

  test('it is refreshed five minutes before it ends, and not before', async () => {
    const { at, connection, lambda } = await connected();
    const tokens = lambda();
    expect(await tokens.of(connection)).toBe('access-1');
    at.now = START + HOUR_MS - 301_000;
    expect(await tokens.of(connection)).toBe('access-1');
    expect(await lambda().of(connection)).toBe('access-1');
    at.now = START + HOUR_MS - 299_000;
    expect(await tokens.of(connection)).toBe('access-2');
  });

  test('it rests sealed on the item', async () => {
    const { connection, lambda, read } = await connected();
    const token = await lambda().of(connection);
    expect(JSON.stringify(await read())).not.toContain(token);
    expect((await read())?.access?.sealed.kid).toBe('k1');
  });

  test('a refused one is forgotten by all, once', async () => {
    const { connection, lambda } = await connected();
    const [one, other] = [lambda(), lambda()];
    const refused = await one.of(connection);
    await other.of(connection);
    await Promise.all([one.forget(connection, refused), other.forget(connection, refused)]);
    expect(await one.of(connection)).toBe('access-2');
    await other.forget(connection, refused);
    expect(await other.of(connection)).toBe('access-2');
  });

  test('a holder that dies gives way after its lease', async () => {
    const { at, connection, connections, lambda, read } = await connected();
    const until = new Date(START + 25_000).toISOString();
    await connections.commit({
      connection: { ...connection, version: 2, refresh: { holder: 'dead', until }, fence: 2 },
    });
    at.now = START + 25_001;
    expect(await lambda().of(connection)).toBe('access-1');
    expect(await read()).toMatchObject({ state: 'connected', fence: 3 });
    expect((await read())?.refresh).toBeUndefined();
  });

  test.each(['transient', 'throttled', 'ours', 'tenant'] as const)(
    '%s never ends a connection',
    async (verdict) => {
      const { connection, lambda, answers, read } = await connected();
      answers.push(() => Promise.reject(new ProviderError(verdict, { word: 'x' })));
      await expect(lambda().of(connection)).rejects.toMatchObject({ verdict });
      expect(await read()).toMatchObject({ state: 'connected' });
      expect(await lambda().of(connection)).toBe('access-2');
    },
  );

  test('the final word about the newest token ends it, and it is asked no more', async () => {
    const { connection, lambda, answers, read, issued } = await connected();
    answers.push(() => Promise.reject(new ProviderError('final', { word: 'invalid_grant' })));
    await expect(lambda().of(connection)).rejects.toMatchObject({ verdict: 'final' });
    expect(await read()).toMatchObject({ state: 'needs_reauth', reason: 'revoked' });
    await expect(lambda().of(connection)).rejects.toMatchObject({ verdict: 'final' });
    expect(issued).toHaveLength(1);
  });

  test('one that somebody else’s consent has ended is replaced by the tokens of that consent, in the middle of a refresh', async () => {
    const { at, connection, connections, lambda, answers, read, vault, issued } = await connected();
    const grantedAt = new Date(START).toISOString();
    const attempt: OauthAttempt = {
      v: 1,
      id: randomIds.next('att'),
      org: 'globex',
      userId: 'hana',
      version: 1,
      stateHash: '',
      platform: 'zoom',
      returnUrl: 'http://127.0.0.1/app',
      privacy: 'default',
      replace: false,
      step: 'consumed',
      grantedAt,
      expiresAt: new Date(START + HOUR_MS).toISOString(),
    };
    await connections.commit({ attempt });
    const pair = { refreshToken: 'refresh-9', accessToken: 'access-of-hana', accessExpiresAt: grantedAt };
    const adopt = adoptGrant({ connections, vault, sealer, clock: { now: () => at.now } });
    answers.push(async () => {
      const { adopted } = await adopt(attempt, pair, { ...connection, connectionId: connection.id });
      expect(adopted?.fence).toBeGreaterThan(connection.fence);
      throw new ProviderError('final', { word: '4741' });
    });
    await expect(lambda().of(connection)).rejects.toMatchObject({ verdict: 'transient' });
    expect(await read()).toMatchObject({ state: 'connected', grantedAt });
    expect(await lambda().of(connection)).toBe('access-2');
    expect(issued).toEqual(['refresh-1', 'refresh-9']);
    // An older consent than the one it lives on changes nothing.
    const older = { ...attempt, id: randomIds.next('att'), grantedAt: new Date(START - 1).toISOString() };
    await connections.commit({ attempt: older });
    const kept = await adopt(
      older,
      { ...pair, refreshToken: 'dead' },
      { ...connection, connectionId: connection.id },
    );
    expect(kept.adopted).toBeUndefined();
    expect(await vault.get(connection)).toMatchObject({ refreshToken: 'refresh-9' });
  });

  test('a final word about a token that was replaced meanwhile ends nothing', async () => {
    const { connection, lambda, answers, read, vault } = await connected();
    answers.push(async () => {
      await vault.put(connection, { refreshToken: 'refresh-2', fence: 9 });
      throw new ProviderError('final', { word: 'invalid_grant' });
    });
    await expect(lambda().of(connection)).rejects.toMatchObject({ verdict: 'transient' });
    expect(await read()).toMatchObject({ state: 'connected' });
    expect(await lambda().of(connection)).toBe('access-2');
  });

  test('a final word to one who took over from somebody still at work ends nothing yet', async () => {
    const { at, connection, connections, lambda, answers, read } = await connected();
    const until = new Date(START + 25_000).toISOString();
    await connections.commit({
      connection: { ...connection, version: 2, refresh: { holder: 'slow', until }, fence: 2 },
    });
    at.now = START + 26_000;
    answers.push(() => Promise.reject(new ProviderError('final', { word: 'invalid_grant' })));
    await expect(lambda().of(connection)).rejects.toMatchObject({ verdict: 'transient' });
    expect(await read()).toMatchObject({ state: 'connected' });
  });
});
