import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import type { Clock } from '../ports/clock.ts';
import { type CachedSecret, cachedSecret } from './cached-secret.ts';

const Credentials = z.object({ clientId: z.string().min(1), clientSecret: z.string().min(1) });

/** The OAuth client of the operator's project at Google, or of their app registration at Microsoft. */
export const oauthClient = (
  client: SecretsManagerClient,
  secretId: string,
  clock: Clock,
): CachedSecret<z.infer<typeof Credentials>> => cachedSecret(client, secretId, Credentials, clock);
