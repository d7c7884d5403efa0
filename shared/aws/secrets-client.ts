import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { bounded } from './bounded.ts';

export const secretsClient = (): SecretsManagerClient =>
  new SecretsManagerClient({ ...bounded(3_000), maxAttempts: 3 });
