import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import type { Clock } from '../ports/clock.ts';
import { type CachedSecret, cachedSecret } from './cached-secret.ts';

const Credentials = z.object({
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
  /** Of the app's event subscriptions; while one is being replaced, the old and the new one. */
  webhookSecrets: z.array(z.string().min(1)).min(1),
});

/** The operator's app at the Zoom Marketplace. */
export const zoomCredentials = (
  client: SecretsManagerClient,
  secretId: string,
  clock: Clock,
): CachedSecret<z.infer<typeof Credentials>> => cachedSecret(client, secretId, Credentials, clock);
