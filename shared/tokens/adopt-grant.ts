import type { AccountClaim } from '../../events/stored/account-claim.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { OauthAttempt } from '../../events/stored/oauth-attempt.ts';
import { untilWritten } from '../people/until-written.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connections } from '../ports/connections.ts';
import type { Sealer } from '../ports/sealer.ts';
import type { TokenVault } from '../ports/token-vault.ts';
import { writeUnderLease } from './refresh-lease.ts';
import { accessContext, tokenKey } from './token-key.ts';

interface Deps {
  readonly connections: Pick<Connections, 'read' | 'commit' | 'attempt'>;
  readonly vault: Pick<TokenVault, 'put' | 'remove'>;
  readonly sealer: Sealer;
  readonly clock: Clock;
}

interface Pair {
  readonly refreshToken: string;
  readonly accessToken: string;
  readonly accessExpiresAt: string;
}

type Owner = Pick<AccountClaim, 'org' | 'userId' | 'connectionId'>;
type Adoption = NonNullable<OauthAttempt['adopted']>;

/** Longer than the timer takes that finishes what a crash has left: until then nobody judges the token that has died. */
const LEASE_MS = 150_000;

/** Whoever has lost their access has to consent anew; who is being connected brings tokens of their own. */
const livesOnTokens = ({ state, grant }: Connection): boolean =>
  state === 'connected' ||
  state === 'insufficient_scope' ||
  (state === 'disconnecting' && grant !== 'ending');

/** A pair of before has been ended by the one that it lives on. */
const isNewer = (attempt: OauthAttempt, connection: Connection): boolean =>
  attempt.grantedAt !== undefined && attempt.grantedAt >= (connection.grantedAt ?? '');

/** Takes the lease, whoever holds it: they are at work with a token that is dead. `none`: nobody lives on the account. */
const begin = (deps: Deps, seen: OauthAttempt, owner: Owner): Promise<OauthAttempt | 'none'> =>
  untilWritten(async () => {
    const attempt = await deps.connections.attempt(seen.id);
    if (attempt === undefined || attempt.version !== seen.version) return 'none';
    const { org, userId, connectionId } = owner;
    const present = await deps.connections.read(org, userId, connectionId);
    if (present === undefined || !livesOnTokens(present) || !isNewer(seen, present)) return 'none';
    const { grantedAt } = seen;
    const { access: _, ...kept } = present;
    const fence = present.fence + 1;
    const adopted: Adoption = { org, userId, connectionId, tokenEpoch: tokenKey(present).epoch, fence };
    const next = { ...seen, version: seen.version + 1, adopted };
    const until = new Date(deps.clock.now() + LEASE_MS).toISOString();
    const { outcome } = await deps.connections.commit({
      connection: {
        ...kept,
        version: present.version + 1,
        fence,
        refresh: { holder: seen.id, until },
        ...(grantedAt !== undefined && { grantedAt }),
      },
      attempt: next,
    });
    return outcome === 'committed' ? next : undefined;
  });

/** Safe to repeat, also when the pair has been rotated since: a token with a higher number stays. */
const finish = async (deps: Deps, { id, adopted }: OauthAttempt, pair: Pair): Promise<void> => {
  if (adopted === undefined) return;
  const { org, userId, connectionId, tokenEpoch, fence } = adopted;
  const read = () => deps.connections.read(org, userId, connectionId);
  const isSame = (connection: Connection | undefined): connection is Connection =>
    connection !== undefined && tokenKey(connection).epoch === tokenEpoch;
  const present = await read();
  if (!isSame(present)) return;
  await deps.vault.put(tokenKey(present), { refreshToken: pair.refreshToken, fence });
  const sealed = await deps.sealer.seal(pair.accessToken, accessContext(present));
  const held = { ...present, refresh: { holder: id, until: present.stateSince } };
  const isWritten = await writeUnderLease(
    deps,
    { connection: held, isClean: true },
    ({ refresh: _, ...now }) => ({
      connection: { ...now, version: now.version + 1, access: { sealed, expiresAt: pair.accessExpiresAt } },
    }),
  );
  // Connected anew or removed meanwhile: nobody else will look for the copy.
  if (!isWritten && !isSame(await read())) await deps.vault.remove(tokenKey(present));
};

/**
 * A consent that has ended the tokens of the connection that has this account: from now on the connection lives on the new pair. Resolves
 * to the attempt as it is then; `adopted` is missing where no connection lives on the account.
 */
export const adoptGrant =
  (deps: Deps) =>
  async (attempt: OauthAttempt, pair: Pair, owner: Owner): Promise<OauthAttempt> => {
    const begun = attempt.adopted ? attempt : await begin(deps, attempt, owner);
    if (begun === 'none') return attempt;
    await finish(deps, begun, pair);
    return begun;
  };
