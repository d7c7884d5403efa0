import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type SecretsServer, startSecrets } from '../../infra/local/secrets/secrets-server.ts';

interface Scratch {
  readonly server: SecretsServer;
  readonly client: SecretsManagerClient;
  close(): Promise<void>;
}

/** A Secrets Manager of its own, and a client that tries once. */
export const scratchSecrets = async (): Promise<Scratch> => {
  const server = await startSecrets();
  const client = new SecretsManagerClient({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  return {
    server,
    client,
    close: async () => {
      client.destroy();
      await server.close();
    },
  };
};
