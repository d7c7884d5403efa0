import type { Connection } from '../../events/stored/connection.ts';
import type { Due } from '../../events/stored/due.ts';
import type { BookingsChoice, Run } from '../../events/stored/run.ts';
import { HubError } from '../errors.ts';
import { newTransition } from '../history/new-transition.ts';
import { untilWritten } from '../people/until-written.ts';
import type { ConnectionDeps } from './connection-deps.ts';

type Deps = Pick<ConnectionDeps, 'connections' | 'queues' | 'clock' | 'ids' | 'log'>;

interface Request {
  readonly connection: Connection;
  /** Left out: as a run that is under way was told, else `release`. */
  readonly bookings?: BookingsChoice | undefined;
  /** The user who wants it: themselves or an admin; absent = the hub itself. */
  readonly by?: string;
  readonly trace: string;
  /** Throws if what the person has seen is true no more; asked after what is written upon was read. */
  readonly check?: () => Promise<void>;
}

const GRACE_MS = 60_000;

const newRun = ({ connection, bookings = 'release' }: Request, id: string, startedAt: string): Run => {
  const { org, userId, id: connectionId } = connection;
  return {
    v: 1,
    id,
    org,
    userId,
    version: 1,
    kind: 'disconnect',
    state: 'queued',
    startedAt,
    connectionId,
    bookings,
    counts: {},
  };
};

const owed = (run: Run, connectionId: string, trace: string, now: number): Due => {
  const { org, userId, id: runId } = run;
  const body = { v: 1, kind: 'disconnect', org, userId, connectionId, runId, trace } as const;
  const dueAt = new Date(now + GRACE_MS).toISOString();
  return { v: 1, kind: 'run', owner: runId, version: 1, dueAt, messages: [{ queue: 'provision', body }] };
};

/** From here on nobody acts for it any more, but for the run that takes it down. */
const disconnecting = (present: Connection, runId: string, at: string): Connection => {
  const { reason: _, refresh: __, ...connection } = present;
  const { version, epoch, tokenEpoch = epoch } = present;
  const numbers = { version: version + 1, epoch: epoch + 1, tokenEpoch };
  return { ...connection, ...numbers, state: 'disconnecting', stateSince: at, runId };
};

/** What becomes of the bookings was decided with the first request; whoever wants something else is not told that they got it. */
const requireSameChoice = ({ id, bookings }: Run, wanted: BookingsChoice | undefined): void => {
  if (wanted === undefined || bookings === undefined || wanted === bookings) return;
  throw new HubError('already_disconnecting', {
    detail: `This account is being disconnected already, with bookings=${bookings}. Its run tells when it is done.`,
    extra: { run: id, bookings },
  });
};

const commit = async (deps: Deps, request: Request): Promise<Run | undefined> => {
  const { org, userId, id } = request.connection;
  const present = await deps.connections.read(org, userId, id);
  await request.check?.();
  const under = present?.runId === undefined ? undefined : await deps.connections.run(org, present.runId);
  if (under) {
    requireSameChoice(under, request.bookings);
    return under;
  }
  const now = deps.clock.now();
  const at = new Date(now).toISOString();
  const run = newRun(request, deps.ids.next('run'), at);
  if (present === undefined) return { ...run, state: 'done', finishedAt: at };
  const due = owed(run, id, request.trace, now);
  const { outcome } = await deps.connections.commit({
    connection: disconnecting(present, run.id, at),
    run,
    due: [due],
    transition: newTransition(deps, {
      org,
      type: 'connection.disconnecting',
      subject: id,
      userId,
      actor: request.by === undefined ? { kind: 'system' } : { kind: 'user', id: request.by },
      trace: request.trace,
    }),
  });
  if (outcome !== 'committed') return undefined;
  try {
    await deps.queues.send(due.messages);
  } catch (error) {
    // The due item sends it a minute later.
    deps.log.error('disconnect.enqueue_failed', error, { requestId: request.trace, runId: run.id });
  }
  return run;
};

/**
 * Begins to take a connection down; the run that does it, the same one however often it is asked for.
 * Throws HubError `already_disconnecting` where one is under way that was told to do something else with the bookings.
 */
export const startDisconnect =
  (deps: Deps) =>
  (request: Request): Promise<Run> =>
    untilWritten(() => commit(deps, request));
