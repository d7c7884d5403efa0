import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { processClock } from '../../infra/local/clock.ts';
import type { SecretsServer } from '../../infra/local/secrets/secrets-server.ts';
import { secretsVault } from '../../shared/aws/secrets-vault.ts';
import type { TokenVault } from '../../shared/ports/token-vault.ts';
import { scratchSecrets } from '../support/scratch-secrets.ts';

const BEN = { org: 'acme', userId: 'ben', id: 'con_ben', epoch: 1 };
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
