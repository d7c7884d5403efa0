import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from '../../events/stored/connection.ts';
import type { PerProvider } from '../../events/stored/provider.ts';
import type { Grant } from '../ports/authorization-provider.ts';
import { ProviderError } from '../ports/provider-error.ts';
import type { StoredToken } from '../ports/token-vault.ts';
import { lossCommit } from './loss-commit.ts';
import { copyToken, dropCopy, leaveOldPlace } from './move-token.ts';
import { type Lease, writeUnderLease } from './refresh-lease.ts';
import type { AccessToken, TokenDeps } from './token-deps.ts';
import { accessContext, tokenKey } from './token-key.ts';

const released = ({ refresh: _, ...connection }: Connection): Connection => ({
  ...connection,
  version: connection.version + 1,
});

const isFinal = (error: unknown): error is ProviderError =>
  error instanceof ProviderError && error.verdict === 'final';

const refresh = (deps: TokenDeps, { connection }: Lease, { refreshToken }: StoredToken): Promise<Grant> => {
  const authorization = deps.authorizations[connection.provider];
  if (authorization === undefined) throw new Error(`no sign-in of ${connection.provider} is wired here`);
  return authorization.refresh(refreshToken);
};

const readStored = async ({ vault }: TokenDeps, { connection }: Lease): Promise<StoredToken> => {
  const stored = await vault.get(tokenKey(connection));
  // A connection that is being made has none yet; one that is being removed has none any more.
  if (stored === undefined) throw new ProviderError('transient', { word: 'no_refresh_token' });
  return stored;
};

/**
 * Whoever consents with the same Zoom account ends this token a moment before the connection is given the new one: as long as that may
 * take, nobody judges.
 */
const SECOND_LOOK_MS: PerProvider<number> = { google: 0, microsoft: 0, zoom: 1_000 };

/**
 * A refusal is the last word only for the newest token, read by the only one at work: whoever took the lease over from
 * somebody else, or reads another number now, has heard about a token that was being replaced.
 */
const isLastWord = async ({ vault }: TokenDeps, lease: Lease, used: StoredToken): Promise<boolean> => {
  const { connection, isClean } = lease;
  if (!isClean) return false;
  await pause(SECOND_LOOK_MS[connection.provider]);
  const now = await vault.get(tokenKey(connection));
  return now?.fence === used.fence && now.refreshToken === used.refreshToken;
};

const lose = (deps: TokenDeps, lease: Lease): Promise<boolean> =>
  writeUnderLease(deps, lease, (present) => {
    // One that is being removed has its own end.
    if (present.state === 'disconnecting') return { connection: released(present) };
    const { refresh: _, ...freed } = present;
    return lossCommit(deps, freed, {
      state: 'needs_reauth',
      reason: 'revoked',
      trace: `token-${present.id}`,
    });
  });

/** Both while the old place is still named by the connection: whatever dies in between, the newest token is where it says. */
const keep = async (deps: TokenDeps, lease: Lease, stored: StoredToken, { refreshToken }: Grant) => {
  const { connection } = lease;
  // A provider that hands out a new refresh token has ended the old one: stored first, used afterwards.
  const token = refreshToken === undefined ? stored : { refreshToken, fence: connection.fence };
  if (refreshToken !== undefined) await deps.vault.put(tokenKey(connection), token);
  return copyToken(deps, lease, token);
};

const withoutOld = ({ vaultLeft: _, ...connection }: Connection): Connection => connection;

const finishMove = async (deps: TokenDeps, lease: Lease, old: Connection['vault']): Promise<void> => {
  const stillThere = await leaveOldPlace(deps, lease, old);
  await writeUnderLease(deps, lease, (present) => ({
    connection: { ...withoutOld(released(present)), ...(stillThere && { vaultLeft: stillThere }) },
  }));
};

const store = async (
  deps: TokenDeps,
  lease: Lease,
  stored: StoredToken,
  grant: Grant,
): Promise<AccessToken> => {
  const { connection } = lease;
  const moved = await keep(deps, lease, stored, grant);
  const sealed = await deps.sealer.seal(grant.accessToken, accessContext(connection));
  const access = { sealed, expiresAt: grant.accessExpiresAt };
  const old = moved === undefined ? connection.vaultLeft : connection.vault;
  const isWritten = await writeUnderLease(deps, lease, (present) =>
    old === undefined
      ? { connection: { ...released(present), access } }
      : {
          connection: {
            ...present,
            version: present.version + 1,
            access,
            ...(moved && { vault: moved }),
            vaultLeft: old,
          },
        },
  );
  if (isWritten && old !== undefined) await finishMove(deps, lease, old);
  if (!isWritten && moved !== undefined) await dropCopy(deps, lease);
  return { token: grant.accessToken, expiresAt: grant.accessExpiresAt };
};

/** Refreshes under a lease. Throws ProviderError; only the provider's own final word about the newest token ends the connection. */
export const refreshToken = async (deps: TokenDeps, lease: Lease): Promise<AccessToken> => {
  try {
    const stored = await readStored(deps, lease);
    try {
      return await store(deps, lease, stored, await refresh(deps, lease, stored));
    } catch (error) {
      if (!isFinal(error)) throw error;
      if (!(await isLastWord(deps, lease, stored)))
        throw new ProviderError('transient', { word: 'token_replaced', cause: error });
      // Somebody who knows better has taken the lease over meanwhile.
      if (!(await lose(deps, lease)))
        throw new ProviderError('transient', { word: 'token_replaced', cause: error });
      throw error;
    }
  } catch (error) {
    await writeUnderLease(deps, lease, (present) => ({ connection: released(present) }));
    throw error;
  }
};
