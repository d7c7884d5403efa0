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

/** A connection that is let in again says nothing against itself. */
const letIn = ({ reason, ...connection }: Connection): Connection =>
  connection.state === 'connected' || reason === undefined ? connection : { ...connection, reason };

/** Its organization may let it in again, without anybody's consent: until then it stays connected, and its card tells why nothing happens. */
const refusedBy = (connection: Connection, error: unknown): Connection =>
  error instanceof ProviderError && error.verdict === 'tenant' && connection.state === 'connected'
    ? { ...connection, reason: 'not_permitted' }
    : connection;

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

const lose = (deps: TokenDeps, lease: Lease, { reason = 'revoked' }: ProviderError): Promise<boolean> =>
  writeUnderLease(deps, lease, (present) => {
    // One that is being removed has its own end.
    if (present.state === 'disconnecting') return { connection: released(present) };
    const { refresh: _, ...freed } = present;
    return lossCommit(deps, freed, { state: 'needs_reauth', reason, trace: `token-${present.id}` });
  });

/** Most providers end the old refresh token with the new one; where the old one lives on for months, writing each would only cost. */
const LIVES_ON_MS: PerProvider<number> = { google: 0, microsoft: 86_400_000, zoom: 0 };

const isDue = ({ clock }: TokenDeps, { provider, tokenStoredAt, grantedAt, connectedAt }: Connection) => {
  const since = Math.max(
    ...[tokenStoredAt, grantedAt, connectedAt].map((at) => Date.parse(at ?? connectedAt)),
  );
  return clock.now() - since >= LIVES_ON_MS[provider];
};

interface Kept {
  readonly tokenStoredAt?: string;
  readonly moved?: Connection['vault'] | undefined;
}

/** Both while the old place is still named by the connection: whatever dies in between, the newest token is where it says. */
const keep = async (deps: TokenDeps, lease: Lease, stored: StoredToken, grant: Grant): Promise<Kept> => {
  const { connection } = lease;
  const { refreshToken } = grant;
  if (refreshToken === undefined || !isDue(deps, connection))
    return { moved: await copyToken(deps, lease, stored) };
  // Stored first, used afterwards: the old one may have ended.
  const token = { refreshToken, fence: connection.fence };
  await deps.vault.put(tokenKey(connection), token);
  const tokenStoredAt = new Date(deps.clock.now()).toISOString();
  return { tokenStoredAt, moved: await copyToken(deps, lease, token) };
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
  const { moved, ...kept } = await keep(deps, lease, stored, grant);
  const sealed = await deps.sealer.seal(grant.accessToken, accessContext(connection));
  const fresh = { ...kept, access: { sealed, expiresAt: grant.accessExpiresAt } };
  const old = moved === undefined ? connection.vaultLeft : connection.vault;
  const isWritten = await writeUnderLease(deps, lease, (present) =>
    old === undefined
      ? { connection: { ...released(letIn(present)), ...fresh } }
      : {
          connection: {
            ...letIn(present),
            version: present.version + 1,
            ...fresh,
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
      if (!(await lose(deps, lease, error)))
        throw new ProviderError('transient', { word: 'token_replaced', cause: error });
      throw error;
    }
  } catch (error) {
    await writeUnderLease(deps, lease, (present) => ({ connection: refusedBy(released(present), error) }));
    throw error;
  }
};
