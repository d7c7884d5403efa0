import type { ProvisionWork } from '../../events/internal/provision-work.ts';
import type { CalendarEntry } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { Run } from '../../events/stored/run.ts';
import { newTransition } from '../history/new-transition.ts';
import type { AccessTokens } from '../ports/access-tokens.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { CalendarProvider } from '../ports/calendar-provider.ts';
import type { Feeds } from '../ports/feeds.ts';
import { isPassing, ProviderError } from '../ports/provider-error.ts';
import type { TokenVault } from '../ports/token-vault.ts';
import { withToken } from '../sync/with-token.ts';
import { tokenKey } from '../tokens/token-key.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { dropFeed, stopChannels } from './drop-feed.ts';
import { leaveBookings } from './leave-bookings.ts';

type Deps = Pick<ConnectionDeps, 'connections' | 'authorization' | 'queues' | 'clock' | 'ids' | 'log'> & {
  readonly vault: TokenVault;
  readonly bookings: Bookings;
  readonly feeds: Feeds;
  readonly calendar: CalendarProvider;
  readonly tokens: AccessTokens;
};

type Work = Extract<ProvisionWork, { kind: 'disconnect' }>;
type Counts = Record<string, number>;

/** What the provider lets us do; undefined where it will not, ever. Where it may later, the run waits. */
const ifLetIn = async <T>(act: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof ProviderError) || isPassing(error)) throw error;
    return undefined;
  }
};

const atProvider = async (deps: Deps, connection: Connection, run: Run): Promise<Counts> => {
  const { calendarId, feedId } = connection;
  // A run begun again after the vault was emptied has nothing left to do there; one that was never connected never had.
  const hasToken = (await deps.vault.get(tokenKey(connection))) !== undefined;
  const channels = hasToken ? await ifLetIn(() => stopChannels(deps)(connection, feedId)) : undefined;
  const imported = await dropFeed(deps)(feedId);
  const removeEvent = async ({ eventId }: CalendarEntry): Promise<boolean> => {
    const remove = (accessToken: string) => deps.calendar.removeEvent({ accessToken, calendarId }, eventId);
    if (!hasToken) return false;
    return (await ifLetIn(async () => [await withToken(deps.tokens)(connection, remove)])) !== undefined;
  };
  const { bookings: choice = 'release' } = run;
  const left = await leaveBookings(deps)({ connection, choice, trace: run.id, removeEvent });
  return { channelsStopped: channels ?? 0, importedRemoved: imported, ...left };
};

/** Google takes back everything that the account has granted to us, so not while another org lives on it. */
const giveBack = async (deps: Deps, connection: Connection): Promise<'revoked' | 'shared' | 'unknown'> => {
  const { org, accountKey } = connection;
  const stored = await deps.vault.get(tokenKey(connection));
  if (stored === undefined) return 'unknown';
  const isShared = await deps.connections.claimedElsewhere('google', org, accountKey);
  const answer = isShared
    ? undefined
    : await ifLetIn(async () => [await deps.authorization.revoke(stored.refreshToken)]);
  await deps.vault.remove(tokenKey(connection));
  if (isShared) return 'shared';
  return answer === undefined ? 'unknown' : 'revoked';
};

const conclude = async (deps: Deps, work: Work, counts: Counts, grant: string): Promise<void> => {
  const { org, userId, connectionId, runId, trace } = work;
  for (;;) {
    const [present, run] = await Promise.all([
      deps.connections.read(org, userId, connectionId),
      deps.connections.run(org, runId),
    ]);
    if (present?.runId !== runId || run === undefined) return;
    const claim = await deps.connections.claim(present.provider, org, present.accountKey);
    const at = new Date(deps.clock.now()).toISOString();
    const { outcome } = await deps.connections.commit({
      removeConnection: present,
      ...(claim?.connectionId === connectionId && { releaseClaim: claim }),
      run: {
        ...run,
        version: run.version + 1,
        ...{
          state: 'done',
          finishedAt: at,
          counts,
          result: { platforms: present.platforms, grant, ...counts },
        },
      },
      removeDue: [{ kind: 'run', owner: runId }],
      transition: newTransition(deps, {
        org,
        type: 'connection.disconnected',
        subject: connectionId,
        actor: { kind: 'user', id: userId },
        trace,
      }),
    });
    if (outcome === 'committed') return;
  }
};

const began = async (deps: Deps, run: Run): Promise<void> => {
  // Whoever else has begun it has written the same.
  if (run.state === 'queued')
    await deps.connections.putRun({ ...run, version: run.version + 1, state: 'running' });
};

/**
 * Takes a connection down: channels, imported time, our events as the run's choice says, the token, the grant, the claim.
 * Begun again after a crash it goes on; while the provider is out of reach it waits on its due item.
 */
export const disconnect =
  (deps: Deps) =>
  async (work: Work): Promise<void> => {
    const { org, userId, connectionId, runId } = work;
    const [run, connection] = await Promise.all([
      deps.connections.run(org, runId),
      deps.connections.read(org, userId, connectionId),
    ]);
    if (run === undefined || connection?.runId !== runId) {
      await deps.connections.commit({ removeDue: [{ kind: 'run', owner: runId }] });
      return;
    }
    try {
      await began(deps, run);
      const counts = await atProvider(deps, connection, run);
      await conclude(deps, work, counts, await giveBack(deps, connection));
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      deps.log.error('disconnect.waits', error, { runId, word: error.word });
    }
  };
