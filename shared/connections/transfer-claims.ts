import type { AccountClaim } from '../../events/stored/account-claim.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { Provider } from '../../events/stored/provider.ts';
import { HubError } from '../errors.ts';
import { newTransition } from '../history/new-transition.ts';
import { untilWritten } from '../people/until-written.ts';
import type { People } from '../ports/people.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { startDisconnect } from './start-disconnect.ts';

type Deps = Pick<ConnectionDeps, 'connections' | 'queues' | 'clock' | 'ids' | 'log'> & {
  readonly people: Pick<People, 'read'>;
};

interface Transfer {
  readonly org: string;
  readonly provider: Provider;
  readonly from: string;
  readonly to: string;
  /** The admin who asks for it. */
  readonly by: string;
  readonly trace: string;
}

export interface Transferred {
  /** How many accounts are the new user's to connect. */
  readonly transferred: number;
  /** What takes the old connections down. */
  readonly runs: readonly string[];
}

/** Long enough to come back from holidays; then the account is anybody's who can sign in to it. */
const RESERVED_MS = 30 * 24 * 3_600_000;

const LIVE = new Set<Connection['state']>(['connected', 'connecting']);

const requireStale = async ({ people }: Deps, { org, from, to }: Transfer, held: readonly Connection[]) => {
  const [former, next] = await Promise.all([people.read(org, from), people.read(org, to)]);
  if (next === undefined)
    throw new HubError('not_found', { detail: 'Your organization has no user with the id given as `to`.' });
  if (next.role === 'assistant')
    throw new HubError('invalid_request', {
      detail: 'The body is not valid: see errors.',
      errors: [{ field: 'to', message: 'must be a user who may connect accounts: an assistant only reads' }],
    });
  if (former !== undefined && held.some(({ state }) => LIVE.has(state)))
    throw new HubError('account_in_use', {
      detail: 'This user exists and their account works: they disconnect it, or you remove it, first.',
      extra: { userId: from },
    });
};

/** Also what was moved from them to somebody else by mistake, as long as it waits for the clean-up. */
const isOf = ({ userId, formerUserId }: AccountClaim, from: string): boolean =>
  userId === from || formerUserId === from;

const reserved = ({ clock }: Deps, claim: AccountClaim, { from, to }: Transfer): AccountClaim => {
  const now = clock.now();
  return {
    ...claim,
    userId: to,
    formerUserId: from,
    since: new Date(now).toISOString(),
    reservedUntil: new Date(now + RESERVED_MS).toISOString(),
  };
};

/** Whether the account is the new user's now. */
const moveClaim = (deps: Deps, transfer: Transfer, { id, accountKey }: Connection): Promise<boolean> =>
  untilWritten(async () => {
    const { org, provider, from, to, by, trace } = transfer;
    const [claim, present] = await Promise.all([
      deps.connections.claim(provider, org, accountKey),
      deps.connections.read(org, from, id),
    ]);
    if (claim?.org === org && claim.userId === to) return true;
    // The clean-up has just ended: the account is free.
    if (present === undefined || claim?.connectionId !== id || !isOf(claim, from)) return false;
    if (present.grant === 'ending')
      throw new HubError('busy', {
        retryAfterSeconds: 60,
        detail: 'The account is just being given back, and then free: try again in a minute.',
      });
    const { outcome } = await deps.connections.commit({
      // What the new user consents to is not to be revoked by the run that takes the old connection down.
      connection: { ...present, version: present.version + 1, grant: 'kept' },
      transferClaim: { from: claim, to: reserved(deps, claim, transfer) },
      transition: newTransition(deps, {
        org,
        type: 'claim.transferred',
        subject: id,
        userId: to,
        formerUserId: from,
        actor: { kind: 'user', id: by },
        trace,
      }),
    });
    return outcome === 'committed' ? true : undefined;
  });

/**
 * Moves the accounts of a user who is gone, or whose access is lost, to another user id of the same org: nobody but the new user can
 * connect them for 30 days. The old connections are taken down, their bookings stand. Safe to repeat.
 * Throws HubError `not_found`, `account_in_use` where they still work for somebody, `busy`.
 */
export const transferClaims =
  (deps: Deps) =>
  async (transfer: Transfer): Promise<Transferred> => {
    const { org, provider, from, by, trace } = transfer;
    const held = (await deps.connections.ofUser(org, from)).filter((one) => one.provider === provider);
    await requireStale(deps, transfer, held);
    const runs: string[] = [];
    let transferred = 0;
    for (const connection of held) {
      runs.push((await startDisconnect(deps)({ connection, by, trace })).id);
      if (await moveClaim(deps, transfer, connection)) transferred += 1;
    }
    return { transferred, runs };
  };
