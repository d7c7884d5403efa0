import { randomUUID } from 'node:crypto';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  type SecretsManagerClient,
  UpdateSecretCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { processClock } from '../../infra/local/clock.ts';
import type { SecretsServer } from '../../infra/local/secrets/secrets-server.ts';
import { scratchSecrets } from '../support/scratch-secrets.ts';

const DAY_MS = 86_400_000;
const NAME = 'meridian/connections/abc.1';

describe('Secrets Manager', () => {
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
    server.reset({ 'meridian/google': '{"clientId":"x"}' });
  });
  afterAll(async () => {
    await scratch.close();
    processClock.uninstall();
  });

  const create = (Name = NAME, more = {}) =>
    client.send(new CreateSecretCommand({ Name, SecretString: 'one', ...more }));
  const put = (SecretString: string, more = {}) =>
    client.send(new PutSecretValueCommand({ SecretId: NAME, SecretString, ...more }));
  const value = async (SecretId = NAME, more = {}) =>
    (await client.send(new GetSecretValueCommand({ SecretId, ...more }))).SecretString;
  const remove = (more = {}) => client.send(new DeleteSecretCommand({ SecretId: NAME, ...more }));
  const refusal = (sent: Promise<unknown>): Promise<string> =>
    sent.then(
      () => 'accepted',
      (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
    );

  it('begins with the secrets that an operator fills in', async () => {
    expect(await value('meridian/google')).toBe('{"clientId":"x"}');
  });

  it('finds a secret by name, by ARN and by ARN without its random end', async () => {
    const { ARN = '' } = await create();
    expect(await Promise.all([NAME, ARN, ARN.slice(0, -7)].map((id) => value(id)))).toEqual([
      'one',
      'one',
      'one',
    ]);
    expect(await refusal(value('nobody'))).toBe('ResourceNotFoundException');
  });

  it('keeps the version before as AWSPREVIOUS', async () => {
    await create();
    await put('two');
    await put('three');
    expect([await value(), await value(NAME, { VersionStage: 'AWSPREVIOUS' })]).toEqual(['three', 'two']);
    const { VersionIdsToStages = {} } = await client.send(new DescribeSecretCommand({ SecretId: NAME }));
    expect(Object.values(VersionIdsToStages).flat().sort()).toEqual(['AWSCURRENT', 'AWSPREVIOUS']);
  });

  it('takes a token again with the same value, and refuses it with another', async () => {
    const ClientRequestToken = randomUUID();
    await create();
    const first = await put('two', { ClientRequestToken });
    expect((await put('two', { ClientRequestToken })).VersionId).toBe(first.VersionId);
    expect(await refusal(put('other', { ClientRequestToken }))).toBe('ResourceExistsException');
    expect(await value()).toBe('two');
  });

  it('creates once what one token asks for twice', async () => {
    const ClientRequestToken = randomUUID();
    const { VersionId } = await create(NAME, { ClientRequestToken });
    expect((await create(NAME, { ClientRequestToken })).VersionId).toBe(VersionId);
    expect(await refusal(create())).toBe('ResourceExistsException');
  });

  it('holds the name of a deleted secret until its recovery window ends', async () => {
    await create();
    await remove({ RecoveryWindowInDays: 7 });
    expect(await refusal(value())).toBe('InvalidRequestException');
    expect(await refusal(put('two'))).toBe('InvalidRequestException');
    expect(await refusal(create())).toBe('InvalidRequestException');
    processClock.advance(7 * DAY_MS);
    expect(await refusal(value())).toBe('ResourceNotFoundException');
    expect(await refusal(create())).toBe('accepted');
  });

  it('restores a deleted secret within the window', async () => {
    await create();
    await remove();
    await client.send(new RestoreSecretCommand({ SecretId: NAME }));
    expect(await value()).toBe('one');
  });

  it('deletes at once by force, a missing secret included', async () => {
    await create();
    await remove({ ForceDeleteWithoutRecovery: true });
    expect(await refusal(value())).toBe('ResourceNotFoundException');
    expect(await refusal(remove({ ForceDeleteWithoutRecovery: true }))).toBe('accepted');
    expect(await refusal(remove())).toBe('ResourceNotFoundException');
    expect(await refusal(remove({ ForceDeleteWithoutRecovery: true, RecoveryWindowInDays: 7 }))).toBe(
      'InvalidParameterException',
    );
  });

  it('refuses the hundred and first version within a day', async () => {
    await create();
    for (let n = 2; n <= 100; n++) await put(`${n}`);
    expect(await refusal(put('101'))).toBe('LimitExceededException');
    processClock.advance(DAY_MS);
    expect(await refusal(put('101'))).toBe('accepted');
    expect(await value()).toBe('101');
  });

  it('throttles more than 50 writes a second', async () => {
    await create();
    server.limitBurst(2);
    expect(await refusal(put('2'))).toBe('accepted');
    const update = new UpdateSecretCommand({ SecretId: NAME, SecretString: '3' });
    expect(await refusal(client.send(update))).toBe('accepted');
    expect(await refusal(put('4'))).toBe('ThrottlingException');
    processClock.advance(20);
    expect(await refusal(put('4'))).toBe('accepted');
  });

  it('throttles on request, and lets the next one through', async () => {
    await create();
    server.faults.add({ kind: 'throttle', operation: 'GetSecretValue', times: 2 });
    expect(await refusal(value())).toBe('ThrottlingException');
    expect(await refusal(value())).toBe('ThrottlingException');
    expect(await value()).toBe('one');
  });

  it('loses the answer of a write that counts, on request', async () => {
    await create();
    server.faults.add({ kind: 'cut', operation: 'PutSecretValue' });
    await expect(put('two')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await value()).toBe('two');
  });

  it('loses a write on request', async () => {
    await create();
    server.faults.add({ kind: 'drop', about: NAME });
    await expect(put('two')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await value()).toBe('one');
  });

  it('lists in pages, without what is deleted', async () => {
    for (const name of ['a', 'b', 'c']) await create(name);
    await client.send(new DeleteSecretCommand({ SecretId: 'a' }));
    const first = await client.send(new ListSecretsCommand({ MaxResults: 2 }));
    const second = await client.send(new ListSecretsCommand({ MaxResults: 2, NextToken: first.NextToken }));
    const pages = [first, second].map(({ SecretList }) => SecretList?.map(({ Name }) => Name));
    expect(pages).toEqual([['meridian/google', 'b'], ['c']]);
  });

  it('refuses names and values that AWS refuses', async () => {
    expect(await refusal(create('white space'))).toBe('ValidationException');
    expect(await refusal(create('big', { SecretString: 'x'.repeat(65_537) }))).toBe('ValidationException');
  });
});
