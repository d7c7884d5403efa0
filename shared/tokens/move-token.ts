import type { Connection } from '../../events/stored/connection.ts';
import type { StoredToken } from '../ports/token-vault.ts';
import type { Lease } from './refresh-lease.ts';
import type { TokenDeps } from './token-deps.ts';
import { tokenKey } from './token-key.ts';

type Deps = Pick<TokenDeps, 'connections' | 'vault' | 'log'>;

/** A place that will not take or let go of a token now is tried again at the next refresh: the token itself is where its connection says. */
const tryNow = async ({ log }: Deps, connectionId: string, act: () => Promise<void>): Promise<boolean> => {
  try {
    await act();
    return true;
  } catch (error) {
    log.error('tokens.move_failed', error, { connectionId });
    return false;
  }
};

/**
 * First step of a move, before the connection is written: the token is copied to where this deployment wants it. Undefined: it is there
 * already, or stays for now.
 */
export const copyToken = async (
  deps: Deps,
  { connection }: Lease,
  token: StoredToken,
): Promise<Connection['vault'] | undefined> => {
  const { chosen } = deps.vault;
  if (connection.vault === chosen) return undefined;
  const place = { ...tokenKey(connection), vault: chosen };
  const isCopied = await tryNow(deps, connection.id, () => deps.vault.put(place, token));
  return isCopied ? chosen : undefined;
};

/**
 * Last step, after the connection names the new place and while the lease is still held: the old place is emptied. Whoever dies before it
 * leaves its name on the connection, for the next refresh. Resolves to what then still has to be left.
 */
export const leaveOldPlace = async (
  deps: Deps,
  { connection }: Lease,
  old: Connection['vault'],
): Promise<Connection['vault'] | undefined> => {
  const isLeft = await tryNow(deps, connection.id, () => deps.vault.leave(old, tokenKey(connection)));
  return isLeft ? undefined : old;
};

/** The connection was connected anew or removed while its token was copied: nobody else will look for the copy. */
export const dropCopy = async (deps: Deps, { connection }: Lease): Promise<void> => {
  const { org, userId, id } = connection;
  const present = await deps.connections.read(org, userId, id);
  const key = tokenKey(connection);
  if (present !== undefined && tokenKey(present).epoch === key.epoch) return;
  await tryNow(deps, id, () => deps.vault.leave(deps.vault.chosen, key));
};
