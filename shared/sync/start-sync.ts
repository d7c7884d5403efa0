import type { Connection } from '../../events/stored/connection.ts';
import type { Due } from '../../events/stored/due.ts';
import type { Idempotency } from '../../events/stored/idempotency.ts';
import type { Platform } from '../../events/stored/org-settings.ts';
import type { Run, SyncPart } from '../../events/stored/run.ts';
import type { Begun } from '../connections/act-on-many.ts';
import type { ConnectionDeps } from '../connections/connection-deps.ts';
import { servingPlatform } from '../domain/card-state.ts';
import { connectedFeeds } from '../domain/connected-feeds.ts';
import { requireCalendar } from '../domain/require-calendar.ts';
import { withParts } from '../domain/sync-run.ts';
import { HubError } from '../errors.ts';
import { untilWritten } from '../people/until-written.ts';
import type { ConnectionCommitResult } from '../ports/connections.ts';

type Deps = Pick<ConnectionDeps, 'connections' | 'queues' | 'clock' | 'ids' | 'log'>;

interface Request {
  readonly org: string;
  /** Whose calendars. */
  readonly userId: string;
  readonly platform: Platform;
  readonly trace: string;
  /** Where one has just ended it is the answer, rather than a refusal. */
  readonly orLast?: boolean;
  /** Written with the run that answers this request. */
  readonly idempotency?: Idempotency | undefined;
}

const MINUTE_MS = 60_000;
/** A run that has not ended by then never will: it is in nobody's way. */
const LOST_MS = 60 * MINUTE_MS;

const partsOf = (connection: Connection): SyncPart[] =>
  connectedFeeds(connection).map(({ feedId }) => {
    const calendar = connection.calendars.find((each) => each.feedId === feedId);
    const part = { feedId, account: connection.id, state: 'queued', events: 0 } as const;
    return { ...part, ...(calendar && { calendar: calendar.id }) };
  });

const dueOf = (run: Run, parts: readonly SyncPart[], trace: string, now: number): Due => {
  const { org, userId, id } = run;
  return {
    v: 1,
    kind: 'run',
    owner: id,
    version: 1,
    dueAt: new Date(now + MINUTE_MS).toISOString(),
    messages: parts.map(({ feedId, account }) => ({
      queue: 'sync',
      body: {
        v: 1,
        kind: 'changes',
        feedId,
        cause: 'run',
        noticedAt: run.startedAt,
        connection: { org, userId, id: account },
        run: { org, id },
        trace,
      },
    })),
  };
};

/** The run that answers already; undefined = a new one may begin. Throws `rate_limited` where one has just ended. */
const present = (last: Run | undefined, now: number, orLast = false): Run | undefined => {
  if (last === undefined || Date.parse(last.startedAt) + LOST_MS < now) return undefined;
  if (last.finishedAt === undefined) return last;
  const freeAt = Date.parse(last.finishedAt) + MINUTE_MS;
  if (freeAt <= now) return undefined;
  if (orLast) return last;
  throw new HubError('rate_limited', {
    detail: 'These calendars were read less than a minute ago.',
    retryAfterSeconds: Math.ceil((freeAt - now) / 1000),
  });
};

const newRun = ({ org, userId, platform }: Request, parts: SyncPart[], id: string, at: string): Run =>
  withParts(
    { v: 1, id, org, userId, version: 1, kind: 'sync', state: 'queued', startedAt: at, counts: {} },
    { platform, calendars: parts },
    at,
  );

const answerOf = (result: ConnectionCommitResult, run: Run): Begun | undefined => {
  if (result.outcome === 'replayed') return { first: result.idempotency };
  return result.outcome === 'committed' ? { run } : undefined;
};

const keyed = ({ idempotency: record }: Request, run: Run, now: number) =>
  record && { record: { ...record, resource: run.id }, at: new Date(now).toISOString() };

/** The run that answers already, under the key of this request from now on. */
const join = async (deps: Deps, request: Request, run: Run): Promise<Begun | undefined> => {
  const idempotency = keyed(request, run, deps.clock.now());
  return idempotency ? answerOf(await deps.connections.commit({ idempotency }), run) : { run };
};

const send = async ({ queues, log }: Deps, due: Due, { id: runId }: Run, trace: string): Promise<void> => {
  try {
    await queues.send(due.messages);
  } catch (error) {
    // The due item sends it a minute later.
    log.error('sync.enqueue_failed', error, { requestId: trace, runId });
  }
};

const servingNow = async (
  deps: Deps,
  { org, userId, platform }: Request,
): Promise<[Connection, ...Connection[]]> => {
  requireCalendar(platform);
  const own = await deps.connections.ofUser(org, userId);
  const [first, ...others] = servingPlatform(platform, own).filter(({ state }) => state === 'connected');
  if (first) return [first, ...others];
  throw new HubError('platform_not_connected', {
    detail: 'Connect it, or connect it again, first.',
    extra: { userId, platform },
  });
};

const commit = async (deps: Deps, request: Request): Promise<Begun | undefined> => {
  const { org, userId, trace } = request;
  const serving = await servingNow(deps, request);
  const register = await deps.connections.register(org, userId);
  // Meet rides on the same account's calendars.
  const [{ provider }] = serving;
  const lastId = register.syncs?.[provider];
  const now = deps.clock.now();
  const last = lastId === undefined ? undefined : await deps.connections.run(org, lastId);
  const under = present(last, now, request.orLast);
  if (under) return join(deps, request, under);
  const parts = serving.flatMap(partsOf);
  const run = newRun(request, parts, deps.ids.next('run'), new Date(now).toISOString());
  const due = dueOf(run, parts, trace, now);
  const syncs = { ...register.syncs, [provider]: run.id };
  const result = await deps.connections.commit({
    register: { ...register, version: register.version + 1, syncs },
    run,
    due: [due],
    idempotency: keyed(request, run, now),
  });
  if (result.outcome === 'committed') await send(deps, due, run, trace);
  return answerOf(result, run);
};

/**
 * Begins to read all calendars of a user that serve a platform; the run that does it, the same one while it is under way,
 * or the record of a twin of this request that was first.
 * Throws HubError `platform_not_connected`, `invalid_request` for a platform without calendars, and `rate_limited` for a minute after the last one.
 */
export const startSync =
  (deps: Deps) =>
  (request: Request): Promise<Begun> =>
    untilWritten(() => commit(deps, request));
