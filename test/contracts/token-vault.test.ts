import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { processClock } from '../../infra/local/clock.ts';
import type { SecretsServer } from '../../infra/local/secrets/secrets-server.ts';
import { aesSealer } from '../../shared/aws/aes-sealer.ts';
import { secretsVault } from '../../shared/aws/secrets-vault.ts';
import type { Sealer } from '../../shared/ports/sealer.ts';
import type { TokenVault } from '../../shared/ports/token-vault.ts';
import { envelopeVault } from '../../shared/store/envelope-vault.ts';
import { keys } from '../../shared/store/keys.ts';
import { scratchSecrets } from '../support/scratch-secrets.ts';
import { scratchTables, TABLE } from '../support/scratch-tables.ts';

const BEN = { org: 'acme', userId: 'ben', id: 'con_ben', epoch: 1, vault: 'secrets-manager' } as const;
const TOKEN = { refreshToken: '1//0secret', fence: 1 };

/** What every place for refresh tokens keeps. */
const keepsTokens = (vault: () => TokenVault): void => {
  test('what was put is read', async () => {
    await vault().put(BEN, TOKEN);
    expect(await vault().get(BEN)).toEqual(TOKEN);
  });

  test('the last one put counts, also when the same is put again', async () => {
    for (const fence of [1, 2, 2]) await vault().put(BEN, { refreshToken: `token-${fence}`, fence });
    expect(await vault().get(BEN)).toEqual({ refreshToken: 'token-2', fence: 2 });
  });

  test('a late writer does not replace what was obtained after it', async () => {
    await vault().put(BEN, { refreshToken: 'newer', fence: 5 });
    await vault().put(BEN, { refreshToken: 'older', fence: 4 });
    expect(await vault().get(BEN)).toEqual({ refreshToken: 'newer', fence: 5 });
  });

  test('every epoch has its own, and none sees another’s', async () => {
    await vault().put(BEN, TOKEN);
    expect(await vault().get({ ...BEN, epoch: 2 })).toBeUndefined();
    expect(await vault().get({ ...BEN, id: 'con_be' })).toBeUndefined();
    await vault().put({ ...BEN, epoch: 11 }, { refreshToken: 'eleven', fence: 9 });
    expect(await vault().get(BEN)).toEqual(TOKEN);
  });

  test('a removed one is gone, and removing it again is nothing', async () => {
    await vault().put(BEN, TOKEN);
    await vault().put({ ...BEN, epoch: 2 }, TOKEN);
    await vault().remove(BEN);
    await vault().remove(BEN);
    await vault().remove({ ...BEN, id: 'con_nobody' });
    expect(await vault().get(BEN)).toBeUndefined();
    expect(await vault().get({ ...BEN, epoch: 2 })).toEqual(TOKEN);
  });
};

describe('the vault in Secrets Manager', () => {
  let scratch: Awaited<ReturnType<typeof scratchSecrets>>;
  let server: SecretsServer;
  let client: SecretsManagerClient;

  beforeAll(async () => {
    processClock.install();
    scratch = await scratchSecrets();
    ({ server, client } = scratch);
  });
  beforeEach(() => {
    processClock.freeze('2027-01-04T09:00:00.000Z');
    server.reset({});
  });
  afterAll(async () => {
    await scratch.close();
    processClock.uninstall();
  });

  keepsTokens(() => secretsVault(client, 'meridian/connections/'));
});

describe('the vault in the table', () => {
  const ring = (...kids: readonly string[]) => {
    const keys = new Map(kids.map((kid) => [kid, Buffer.alloc(32, kid)]));
    const [current = ''] = kids;
    const key = keys.get(current) ?? Buffer.alloc(32);
    return aesSealer({ current: async () => ({ kid: current, key }), byId: async (kid) => keys.get(kid) });
  };
  let scratch: Awaited<ReturnType<typeof scratchTables>>;
  const vaultUnder = (sealer: Sealer) => envelopeVault({ client: scratch.client, name: TABLE }, sealer);
  const stored = async () => {
    const Key = keys.refreshToken(BEN.org, BEN.userId, BEN.id, BEN.epoch);
    return (await scratch.client.send(new GetCommand({ TableName: TABLE, Key }))).Item;
  };

  beforeAll(async () => {
    scratch = await scratchTables();
  });
  beforeEach(async () => {
    for (const epoch of [1, 2, 11]) await vaultUnder(ring('k1')).remove({ ...BEN, epoch });
  });
  afterAll(() => scratch.close());

  keepsTokens(() => vaultUnder(ring('k1')));

  test('rests encrypted, and opens in its own place only', async () => {
    await vaultUnder(ring('k1')).put(BEN, TOKEN);
    const item = await stored();
    expect(JSON.stringify(item)).not.toContain(TOKEN.refreshToken);
    const other = { ...item, ...keys.refreshToken(BEN.org, 'chloe', BEN.id, BEN.epoch) };
    await scratch.client.send(new PutCommand({ TableName: TABLE, Item: other }));
    await expect(vaultUnder(ring('k1')).get({ ...BEN, userId: 'chloe' })).rejects.toThrow();
  });

  test('what an older data key sealed still opens, and is sealed anew, so that the old key can go', async () => {
    await vaultUnder(ring('k1')).put(BEN, TOKEN);
    expect(await vaultUnder(ring('k2', 'k1')).get(BEN)).toEqual(TOKEN);
    expect((await stored())?.sealed.kid).toBe('k2');
    expect(await vaultUnder(ring('k2')).get(BEN)).toEqual(TOKEN);
    await expect(vaultUnder(ring('k3')).get(BEN)).rejects.toThrow('unknown data key k2');
  });
});
