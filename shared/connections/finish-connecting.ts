import type { ProvisionWork } from '../../events/internal/provision-work.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { OauthAttempt } from '../../events/stored/oauth-attempt.ts';
import { connectedFeeds } from '../domain/connected-feeds.ts';
import { keepAliveDues } from '../domain/keep-alive-dues.ts';
import { newTransition } from '../history/new-transition.ts';
import type { AccessTokens } from '../ports/access-tokens.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Calendars } from '../ports/calendars.ts';
import type { Feeds } from '../ports/feeds.ts';
import { ProviderError } from '../ports/provider-error.ts';
import type { TokenVault } from '../ports/token-vault.ts';
import { withinBudget } from '../sync/within-budget.ts';
import { tokenKey } from '../tokens/token-key.ts';
import { attemptSecrets } from './attempt-secrets.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { dropFeed } from './drop-feed.ts';
import { lookAtMeetings, moveToFeeds, putBackParked } from './follow-reconnect.ts';
import { keepPromises } from './keep-promises.ts';
import { refreshCalendars } from './refresh-calendars.ts';
import { replaceOthers } from './replace-others.ts';
import { stopPrevious } from './stop-previous.ts';
import { undoConnecting } from './undo-connecting.ts';

type Deps = Pick<
  ConnectionDeps,
  'connections' | 'authorizations' | 'sealer' | 'queues' | 'clock' | 'ids' | 'log'
> & {
  readonly vault: TokenVault;
  readonly bookings: Bookings;
  readonly feeds: Feeds;
  readonly calendars: Calendars;
  readonly tokens: AccessTokens;
};

type Work = Extract<ProvisionWork, { kind: 'connect' }>;

/** The connection has lived on this attempt's tokens already, and its provider may have replaced them. */
const rotatedSince = async (
  { vault }: Deps,
  connection: Connection,
  { adopted, previous }: OauthAttempt,
): Promise<string | undefined> => {
  if (adopted === undefined || adopted.tokenEpoch !== previous?.tokenEpoch) return undefined;
  const stored = await vault.get({ ...tokenKey(connection), epoch: adopted.tokenEpoch });
  return stored && stored.fence > adopted.fence ? stored.refreshToken : undefined;
};

/** The refresh token goes from the attempt into the vault; safe to repeat. */
const fillVault = async (deps: Deps, connection: Connection, attempt: OauthAttempt): Promise<void> => {
  const tokens = await attemptSecrets(deps.sealer).tokens(attempt);
  const refreshToken = tokens && ((await rotatedSince(deps, connection, attempt)) ?? tokens.refreshToken);
  if (refreshToken !== undefined)
    await deps.vault.put(tokenKey(connection), { refreshToken, fence: connection.fence });
};

const stateOf = ({ missing }: Connection): Connection['state'] =>
  missing.length > 0 ? 'insufficient_scope' : 'connected';

/** Says that it is connected, if it is still this epoch's; undefined when it was disconnected or connected anew meanwhile. */
const confirm = async (deps: Deps, seen: Connection, trace: string): Promise<Connection | undefined> => {
  const { org, userId, id, epoch } = seen;
  for (;;) {
    const present = await deps.connections.read(org, userId, id);
    if (present?.epoch !== epoch) return undefined;
    if (present.state !== 'connecting') return present;
    const at = new Date(deps.clock.now()).toISOString();
    const state = stateOf(present);
    const connection: Connection = { ...present, version: present.version + 1, state, stateSince: at };
    const { outcome } = await deps.connections.commit({
      connection,
      ...(state === 'connected' && {
        due: keepAliveDues(connection, deps.clock.now(), trace),
        transition: newTransition(deps, {
          org,
          type: 'connection.connected',
          subject: id,
          userId,
          actor: { kind: 'user', id: userId },
          trace,
        }),
      }),
    });
    if (outcome === 'committed') return connection;
  }
};

const startReading = async (deps: Deps, connection: Connection, trace: string): Promise<void> => {
  for (const { feedId } of connectedFeeds(connection)) {
    const generation = deps.ids.next('gen');
    await deps.queues.send([
      { queue: 'sync', body: { v: 1, kind: 'watch', feedId, trace } },
      { queue: 'sync', body: { v: 1, kind: 'window', feedId, generation, trace } },
    ]);
  }
};

/** The first round at once: meetings that were left in the account when its user disconnected are their bookings' again. */
const startRounds = async ({ queues }: Deps, connection: Connection, trace: string): Promise<void> => {
  const { provider, org, userId, id: connectionId } = connection;
  if (provider !== 'zoom') return;
  await queues.send([
    { queue: 'provision', body: { v: 1, kind: 'keep_alive', org, userId, connectionId, trace } },
  ]);
};

/** What the connection was before it was connected anew: its feeds, their channels, its refresh token. */
const tidyPrevious = async (
  deps: Deps,
  connection: Connection,
  { previous }: OauthAttempt,
): Promise<void> => {
  if (previous === undefined || previous.tokenEpoch === tokenKey(connection).epoch) return;
  for (const feedId of previous.feedIds ?? [previous.feedId]) {
    await stopPrevious(deps)(connection, feedId);
    await dropFeed(deps)(feedId);
  }
  await deps.vault.remove({ ...connection, epoch: previous.tokenEpoch });
};

const LISTING_MS = 3_000;

/** Which calendars there are is not needed to go on: where it is not told now, it is asked for when somebody looks. */
const listCalendars = async (deps: Deps, connection: Connection, trace: string): Promise<Connection> => {
  try {
    return (await withinBudget(refreshCalendars(deps)(connection, trace), LISTING_MS)) ?? connection;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    deps.log.info('connect.list_failed', { connectionId: connection.id, word: error.word });
    return connection;
  }
};

const settle = async (deps: Deps, { sealed: _, ...attempt }: OauthAttempt): Promise<void> => {
  await deps.connections.commit({
    attempt: { ...attempt, version: attempt.version + 1 },
    removeDue: [{ kind: 'attempt', owner: attempt.id }],
  });
};

const finish = async (
  deps: Deps,
  confirmed: Connection,
  attempt: OauthAttempt,
  trace: string,
): Promise<void> => {
  const isConnected = confirmed.state === 'connected';
  const hasCalendar = confirmed.calendarId !== '';
  const connection = isConnected && hasCalendar ? await listCalendars(deps, confirmed, trace) : confirmed;
  if (isConnected) {
    if (attempt.previous) {
      await putBackParked(deps)(connection, trace);
      await lookAtMeetings(deps)(connection, trace);
    }
    await keepPromises(deps)(connection, trace);
    await startReading(deps, connection, trace);
    await startRounds(deps, connection, trace);
  }
  await tidyPrevious(deps, connection, attempt);
  if (attempt.replace) await replaceOthers(deps)(connection, trace);
};

/** The connection as confirmed, its token in the vault and its bookings known to the new feed. */
const establish = async (deps: Deps, work: Work, attempt: OauthAttempt): Promise<Connection | undefined> => {
  const seen = await deps.connections.read(work.org, work.userId, work.connectionId);
  if (seen === undefined || seen.epoch !== attempt.epoch) return undefined;
  await fillVault(deps, seen, attempt);
  if (attempt.previous) await moveToFeeds(deps)(seen, work.trace);
  return confirm(deps, seen, work.trace);
};

/** From the committed completion to a calendar that is read and watched. Each step may be repeated, by whoever comes after a crash. */
export const finishConnecting =
  (deps: Deps) =>
  async (work: Work): Promise<void> => {
    const attempt = await deps.connections.attempt(work.attemptId);
    if (attempt?.step !== 'completed') return;
    const connection = await establish(deps, work, attempt);
    if (connection) await finish(deps, connection, attempt, work.trace);
    const settled = connection ? attempt : await undoConnecting(deps)(work, attempt);
    if (settled) await settle(deps, settled);
  };
