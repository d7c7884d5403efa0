import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from '../../events/stored/connection.ts';
import type { AccessTokens } from '../ports/access-tokens.ts';
import { ProviderError } from '../ports/provider-error.ts';
import { isLeased, takeLease } from './refresh-lease.ts';
import { refreshToken } from './refresh-token.ts';
import type { AccessToken, TokenDeps } from './token-deps.ts';
import { accessContext } from './token-key.ts';

/** A token is refreshed this long before it ends, so that nobody starts with one that dies on the way. */
const EARLY_MS = 5 * 60_000;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;
/** Longer than a token call, and well below the timeout of any function: who waits in vain hears that it is under way. */
const PATIENCE_MS = 12_000;
const REMEMBERED = 1_000;

const pauseMs = (attempt: number): number =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt) * (0.5 + Math.random() / 2);

const isFresh = (expiresAt: string, now: number): boolean => Date.parse(expiresAt) - now > EARLY_MS;

const readConnection = async ({ connections }: TokenDeps, asked: Connection): Promise<Connection> => {
  const present = await connections.read(asked.org, asked.userId, asked.id);
  if (present === undefined) throw new ProviderError('final', { word: 'not_connected' });
  if (present.state === 'needs_reauth') throw new ProviderError('final', { word: 'needs_reauth' });
  return present;
};

const cached = async (
  { sealer, clock }: TokenDeps,
  connection: Connection,
): Promise<AccessToken | undefined> => {
  const { access } = connection;
  if (access === undefined || !isFresh(access.expiresAt, clock.now())) return undefined;
  return { token: await sealer.open(access.sealed, accessContext(connection)), expiresAt: access.expiresAt };
};

/**
 * The caller has just read it: where it shows no token that could do, the lease is taken on it at once, and fails if it is not the
 * present one any more. A token on it may have been refused since, so then it is read again.
 */
const firstLook = async (deps: TokenDeps, asked: Connection): Promise<Connection> => {
  const { state, access } = asked;
  const mayDo = access !== undefined && isFresh(access.expiresAt, deps.clock.now());
  return mayDo || state === 'needs_reauth' ? readConnection(deps, asked) : asked;
};

/** From the item, or by a refresh that happens once over all Lambdas; the others wait and read again. */
const obtain = async (deps: TokenDeps, asked: Connection): Promise<AccessToken> => {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (let attempt = 0; performance.now() < giveUpAt; attempt += 1) {
    const connection = await (attempt === 0 ? firstLook : readConnection)(deps, asked);
    const found = await cached(deps, connection);
    if (found) return found;
    const lease = isLeased(connection, deps.clock.now()) ? undefined : await takeLease(deps, connection);
    if (lease) return refreshToken(deps, lease);
    await pause(pauseMs(attempt));
  }
  throw new ProviderError('transient', { word: 'refresh_under_way' });
};

/** Drops the oldest: a Lambda that serves thousands of accounts must not grow. */
const remember = (memory: Map<string, AccessToken>, key: string, token: AccessToken): void => {
  memory.delete(key);
  memory.set(key, token);
  const [oldest] = memory.keys();
  if (memory.size > REMEMBERED && oldest !== undefined) memory.delete(oldest);
};

/** Takes the refused token off the item, unless a newer one is there. */
const forgetStored = async (deps: TokenDeps, asked: Connection, refused: string): Promise<void> => {
  for (;;) {
    const present = await deps.connections.read(asked.org, asked.userId, asked.id);
    if (present === undefined || (await cached(deps, present))?.token !== refused) return;
    const { access: _, ...rest } = present;
    const { outcome } = await deps.connections.commit({
      connection: { ...rest, version: present.version + 1 },
    });
    if (outcome === 'committed') return;
  }
};

const memoryKey = (connection: Connection): string => accessContext(connection);

/** Access tokens: in memory, sealed on the connection's item, refreshed early and once. */
export const accessTokens = (deps: TokenDeps): AccessTokens => {
  const memory = new Map<string, AccessToken>();
  const underWay = new Map<string, Promise<AccessToken>>();
  const obtainOnce = (key: string, connection: Connection): Promise<AccessToken> => {
    const running = underWay.get(key) ?? obtain(deps, connection).finally(() => underWay.delete(key));
    underWay.set(key, running);
    return running;
  };
  return {
    of: async (connection) => {
      const key = memoryKey(connection);
      const known = memory.get(key);
      if (known && isFresh(known.expiresAt, deps.clock.now())) return known.token;
      const found = await obtainOnce(key, connection);
      remember(memory, key, found);
      return found.token;
    },
    forget: async (connection, refused) => {
      const key = memoryKey(connection);
      if (memory.get(key)?.token === refused) memory.delete(key);
      await forgetStored(deps, connection, refused);
    },
  };
};
