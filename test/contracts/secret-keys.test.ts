import { randomBytes } from 'node:crypto';
import { PutSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { SecretsServer } from '../../infra/local/secrets/secrets-server.ts';
import { secretKeys } from '../../shared/aws/secret-keys.ts';
import { scratchSecrets } from '../support/scratch-secrets.ts';

const NAME = 'meridian/keys';
const START = Date.parse('2027-01-04T09:00:00.000Z');
const key = () => randomBytes(32).toString('base64');
const ring = (current: string, ...kids: string[]) => ({
  current,
  keys: Object.fromEntries(kids.map((kid) => [kid, key()])),
});

describe('the keys of the hub', () => {
  let scratch: Awaited<ReturnType<typeof scratchSecrets>>;
  let server: SecretsServer;
  let client: SecretsManagerClient;
  let now = START;
  const clock = { now: () => now };

  beforeAll(async () => {
    scratch = await scratchSecrets();
    ({ server, client } = scratch);
  });
  beforeEach(() => {
    now = START;
    server.reset({ [NAME]: JSON.stringify({ mac: ring('k1', 'k1'), data: ring('d1', 'd1') }) });
  });
  afterAll(async () => {
    await scratch.close();
  });

  const publish = (value: unknown) =>
    client.send(new PutSecretValueCommand({ SecretId: NAME, SecretString: JSON.stringify(value) }));

  test('a new key is found by its id as soon as somebody shows it', async () => {
    const { mac } = secretKeys(client, NAME, clock);
    expect((await mac.current()).kid).toBe('k1');
    await publish({ mac: ring('k2', 'k1', 'k2'), data: ring('d1', 'd1') });
    now += 11_000;
    expect(await mac.byId('k2')).toHaveLength(32);
  });

  test('the current key changes within five minutes', async () => {
    const { mac } = secretKeys(client, NAME, clock);
    await mac.current();
    await publish({ mac: ring('k2', 'k1', 'k2'), data: ring('d1', 'd1') });
    now += 299_000;
    expect((await mac.current()).kid).toBe('k1');
    now += 1_000;
    expect((await mac.current()).kid).toBe('k2');
  });

  test('an unknown key is unknown, whatever it is called', async () => {
    const { mac } = secretKeys(client, NAME, clock);
    for (const kid of ['k9', '', 'constructor', '__proto__']) expect(await mac.byId(kid)).toBeUndefined();
  });

  test('keys that nobody has filled in are no answer, not a refusal', async () => {
    await publish({});
    const { mac, sealer } = secretKeys(client, NAME, clock);
    await expect(mac.byId('k1')).rejects.toMatchObject({ code: 'provider_unavailable' });
    await expect(sealer.seal('x', 'y')).rejects.toMatchObject({ code: 'provider_unavailable' });
    await publish({ mac: ring('k1', 'k1'), data: ring('d1', 'd1') });
    expect(await mac.byId('k1')).toHaveLength(32);
  });

  test('a short key is no key', async () => {
    await publish({ mac: { current: 'k1', keys: { k1: 'c2hvcnQ=' } }, data: ring('d1', 'd1') });
    await expect(secretKeys(client, NAME, clock).mac.current()).rejects.toMatchObject({
      code: 'provider_unavailable',
    });
  });
});
