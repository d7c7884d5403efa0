import type { ProvisionWork } from '../../events/internal/provision-work.ts';
import { nextTry } from '../domain/next-try.ts';
import type { AccessTokens } from '../ports/access-tokens.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Calendars } from '../ports/calendars.ts';
import type { ConferenceProvider } from '../ports/conference-provider.ts';
import type { Feeds } from '../ports/feeds.ts';
import { ProviderError } from '../ports/provider-error.ts';
import type { TokenVault } from '../ports/token-vault.ts';
import { concludeDisconnect } from './conclude-disconnect.ts';
import type { ConnectionDeps } from './connection-deps.ts';
import { giveBackGrant } from './give-back-grant.ts';
import { disconnectWork, keepProgress, RunTaken } from './keep-progress.ts';
import { leaveBookings } from './leave-bookings.ts';
import { leaveCalendars } from './leave-calendars.ts';
import { isTimeUp, type Leaving, progressOf } from './leaving.ts';
import { removeStrays } from './remove-strays.ts';

type Deps = Pick<ConnectionDeps, 'connections' | 'authorizations' | 'queues' | 'clock' | 'ids' | 'log'> & {
  readonly vault: TokenVault;
  readonly bookings: Bookings;
  readonly feeds: Feeds;
  readonly calendars: Calendars;
  readonly conference: Pick<ConferenceProvider, 'removeMeeting' | 'listOwnMeetings'>;
  readonly tokens: AccessTokens;
};

type Work = Extract<ProvisionWork, { kind: 'disconnect' }>;

/** A call may take 10 s, and as long again for a new token, before the function ends at 60 s. */
const WORK_MS = 20_000;
/** Parts of the work that one message does at most: others of this connection wait behind it. */
const MOST_PARTS = 8;

/** The run as it stands; undefined when it has ended, or never was this connection's. */
const load = async (
  { connections }: Deps,
  { org, userId, connectionId, runId, trace }: Work,
  endsAt: number,
): Promise<Leaving | undefined> => {
  const [run, connection] = await Promise.all([
    connections.run(org, runId),
    connections.read(org, userId, connectionId),
  ]);
  if (run === undefined || connection?.runId !== runId) return undefined;
  return { connection, run, progress: progressOf(run), trace, endsAt };
};

const isWaiting = ({ clock }: Deps, { progress: { notBefore } }: Leaving): boolean =>
  notBefore !== undefined && notBefore > new Date(clock.now()).toISOString();

const step = (deps: Deps, leaving: Leaving): Promise<Leaving> => {
  switch (leaving.progress.step) {
    case 'calendars':
      return leaveCalendars(deps)(leaving);
    case 'bookings':
      return leaveBookings(deps)(leaving);
    case 'strays':
      return removeStrays(deps)(leaving);
    case 'grant':
      return giveBackGrant(deps)(leaving);
  }
};

/** After a refusal that passes the run waits on its item. What was done before the refusal stands. */
const wait = async (deps: Deps, work: Work, error: ProviderError, endsAt: number): Promise<void> => {
  const { verdict, word } = error;
  deps.log.info('disconnect.waits', { runId: work.runId, verdict, word, trace: work.trace });
  const leaving = await load(deps, work, endsAt);
  if (leaving === undefined) return;
  const { attempts } = leaving.progress;
  const next = nextTry(error, { attempts, seed: work.runId }, deps.clock.now());
  await keepProgress(deps)(leaving, { progress: { ...leaving.progress, ...next } });
};

/** Part after part, as far as a message goes; what is left goes on in the next one. */
const goOn = async (deps: Deps, leaving: Leaving): Promise<void> => {
  let now = leaving;
  for (let part = 0; part < MOST_PARTS && !isTimeUp(now); part += 1) {
    const before = now;
    now = await step(deps, before);
    if (isWaiting(deps, now)) return;
    if (now === before && now.progress.grant !== undefined) {
      if (!(await concludeDisconnect(deps)(now))) throw new RunTaken();
      return;
    }
  }
  await deps.queues.send([disconnectWork(now)]);
};

/** Goes on where the run stands; a run that has ended has no timer any more. */
const resume = async (deps: Deps, work: Work, endsAt: number): Promise<void> => {
  const leaving = await load(deps, work, endsAt);
  if (leaving === undefined) {
    await deps.connections.commit({ removeDue: [{ kind: 'run', owner: work.runId }] });
    return;
  }
  if (isWaiting(deps, leaving)) {
    // The timer may have been put off meanwhile: it is set to when the wait ends.
    await keepProgress(deps)(leaving, { progress: leaving.progress });
    return;
  }
  await goOn(deps, leaving);
};

/**
 * Takes a connection down, step by step: channels and imported time, our events as the run's choice says, all of it a second time for
 * what was still under way, then the grant, the token and the claim. Whoever comes after a crash goes on where it stopped; while the
 * provider is out of reach the run waits on its due item.
 */
export const disconnect =
  (deps: Deps) =>
  async (work: Work): Promise<void> => {
    const endsAt = performance.now() + WORK_MS;
    try {
      await resume(deps, work, endsAt).catch((error: unknown) => {
        if (error instanceof ProviderError) return wait(deps, work, error, endsAt);
        throw error;
      });
    } catch (error) {
      if (!(error instanceof RunTaken)) throw error;
      // Whoever has gone on with it goes on; its timer brings it back should they die.
      deps.log.info('disconnect.overtaken', { runId: work.runId, trace: work.trace });
    }
  };
