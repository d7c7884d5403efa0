import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  InvalidRequestException,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import type { StoredToken, TokenVault } from '../ports/token-vault.ts';

const Stored = z.object({ refreshToken: z.string().min(1), fence: z.number().int() });

const read = async (client: SecretsManagerClient, SecretId: string): Promise<StoredToken | undefined> => {
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
    return Stored.parse(JSON.parse(SecretString ?? ''));
  } catch (error) {
    // A secret that is being deleted cannot be read any more: it is gone.
    if (error instanceof ResourceNotFoundException || error instanceof InvalidRequestException)
      return undefined;
    throw error;
  }
};

/**
 * Refresh tokens in Secrets Manager: one secret per connection and epoch, because the name of a deleted secret stays reserved for a while
 * and a secret has no compare-and-set. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html
 */
export const secretsVault = (client: SecretsManagerClient, prefix: string): TokenVault => {
  const nameOf = ({ id, epoch }: { readonly id: string; readonly epoch: number }): string =>
    `${prefix}${id}/${epoch}`;
  return {
    put: async (connection, token) => {
      const Name = nameOf(connection);
      const SecretString = JSON.stringify(Stored.parse(token));
      try {
        await client.send(new CreateSecretCommand({ Name, SecretString }));
      } catch (error) {
        if (!(error instanceof ResourceExistsException)) throw error;
        // Between this read and the write another may come: who puts holds the lease, and it is short.
        if (((await read(client, Name))?.fence ?? 0) > token.fence) return;
        await client.send(new PutSecretValueCommand({ SecretId: Name, SecretString }));
      }
    },
    get: (connection) => read(client, nameOf(connection)),
    remove: async (connection) => {
      try {
        await client.send(
          new DeleteSecretCommand({ SecretId: nameOf(connection), ForceDeleteWithoutRecovery: true }),
        );
      } catch (error) {
        if (!(error instanceof ResourceNotFoundException)) throw error;
      }
    },
  };
};
