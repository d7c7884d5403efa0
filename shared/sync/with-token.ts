import type { Connection } from '../../events/stored/connection.ts';
import type { AccessTokens } from '../ports/access-tokens.ts';
import { ProviderError } from '../ports/provider-error.ts';

/** Calls a provider for a connection; a token that is refused is forgotten, and the call made once more with a fresh one. */
export const withToken =
  (tokens: AccessTokens) =>
  async <T>(connection: Connection, call: (accessToken: string) => Promise<T>): Promise<T> => {
    const token = await tokens.of(connection);
    try {
      return await call(token);
    } catch (error) {
      if (!(error instanceof ProviderError && error.verdict === 'token')) throw error;
      await tokens.forget(connection, token);
      return await call(await tokens.of(connection));
    }
  };
