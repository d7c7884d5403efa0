import type { Connection } from '../../events/stored/connection.ts';
import type { Grant } from '../ports/authorization-provider.ts';
import { ProviderError } from '../ports/provider-error.ts';
import type { StoredToken } from '../ports/token-vault.ts';
import { lossCommit } from './loss-commit.ts';
import { endLease, type Lease } from './refresh-lease.ts';
import type { AccessToken, TokenDeps } from './token-deps.ts';
import { accessContext, tokenKey } from './token-key.ts';

const released = ({ refresh: _, ...connection }: Connection): Connection => ({
  ...connection,
  version: connection.version + 1,
});

const isFinal = (error: unknown): error is ProviderError =>
  error instanceof ProviderError && error.verdict === 'final';

const readStored = async ({ vault }: TokenDeps, { connection }: Lease): Promise<StoredToken> => {
  const stored = await vault.get(tokenKey(connection));
  // A connection that is being made has none yet; one that is being removed has none any more.
  if (stored === undefined) throw new ProviderError('transient', { word: 'no_refresh_token' });
  return stored;
};

/**
 * A refusal is the last word only for the newest token, read by the only one at work: whoever took the lease over from
 * somebody else, or reads another number now, has heard about a token that was being replaced.
 */
const isLastWord = async ({ vault }: TokenDeps, lease: Lease, used: StoredToken): Promise<boolean> => {
  const now = await vault.get(tokenKey(lease.connection));
  return lease.isClean && now?.fence === used.fence && now.refreshToken === used.refreshToken;
};

const lose = (deps: TokenDeps, lease: Lease): Promise<boolean> =>
  endLease(deps, lease, (present) => {
    // One that is being removed has its own end.
    if (present.state === 'disconnecting') return { connection: released(present) };
    const { refresh: _, ...freed } = present;
    return lossCommit(deps, freed, {
      state: 'needs_reauth',
      reason: 'revoked',
      trace: `token-${present.id}`,
    });
  });

const store = async (deps: TokenDeps, lease: Lease, grant: Grant): Promise<AccessToken> => {
  const { connection } = lease;
  // A provider that hands out a new refresh token has ended the old one: stored first, used afterwards.
  if (grant.refreshToken !== undefined)
    await deps.vault.put(tokenKey(connection), { refreshToken: grant.refreshToken, fence: connection.fence });
  const sealed = await deps.sealer.seal(grant.accessToken, accessContext(connection));
  await endLease(deps, lease, (present) => ({
    connection: { ...released(present), access: { sealed, expiresAt: grant.accessExpiresAt } },
  }));
  return { token: grant.accessToken, expiresAt: grant.accessExpiresAt };
};

/** Refreshes under a lease. Throws ProviderError; only the provider's own final word about the newest token ends the connection. */
export const refreshToken = async (deps: TokenDeps, lease: Lease): Promise<AccessToken> => {
  try {
    const stored = await readStored(deps, lease);
    try {
      return await store(deps, lease, await deps.authorization.refresh(stored.refreshToken));
    } catch (error) {
      if (!isFinal(error)) throw error;
      if (!(await isLastWord(deps, lease, stored)))
        throw new ProviderError('transient', { word: 'token_replaced', cause: error });
      await lose(deps, lease);
      throw error;
    }
  } catch (error) {
    await endLease(deps, lease, (present) => ({ connection: released(present) }));
    throw error;
  }
};
