import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type * as z from 'zod';
import { HubError } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';

const FRESH_MS = 5 * 60_000;

/** Reads the value again when it is older than `maxAgeMs`; concurrent readers share one call. */
export type CachedSecret<T> = (maxAgeMs?: number) => Promise<T>;

/**
 * One app secret, parsed, read again every 5 minutes. A secret that cannot be read or that nobody has filled in yet is
 * `provider_unavailable` (503): never a refusal of whoever asks.
 */
export const cachedSecret = <S extends z.ZodType>(
  client: SecretsManagerClient,
  secretId: string,
  schema: S,
  clock: Clock,
): CachedSecret<z.output<S>> => {
  let held: { readonly value: Promise<z.output<S>>; readonly at: number } | undefined;
  const read = async (): Promise<z.output<S>> => {
    try {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
      return schema.parse(JSON.parse(SecretString ?? ''));
    } catch (cause) {
      held = undefined;
      throw new HubError('provider_unavailable', {
        detail: 'A secret of the hub cannot be read.',
        retryAfterSeconds: 30,
        cause,
      });
    }
  };
  return (maxAgeMs = FRESH_MS) => {
    const now = clock.now();
    if (held === undefined || now - held.at >= maxAgeMs || now < held.at) held = { value: read(), at: now };
    return held.value;
  };
};
