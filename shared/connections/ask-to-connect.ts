import type { RunOutcomes } from '../../events/stored/run.ts';
import { judgeRequest } from '../domain/judge-request.ts';
import type { Begun, ManyDeps, ManyOrder } from './act-on-many.ts';
import { requestsDue } from './requests-due.ts';
import { runOfMany } from './run-of-many.ts';

type Order = ManyOrder & { readonly action: 'invite' | 'request-reconnect' };

const judgeAll = async (deps: ManyDeps, { org, userIds, action, platform }: Order): Promise<RunOutcomes> => {
  const [people, connections, settings] = await Promise.all([
    deps.people.readMany(org, userIds),
    deps.connections.ofUsers(org, userIds),
    deps.settings.read(org),
  ]);
  const outcomes = userIds.map((userId) => {
    const own = connections.filter((connection) => connection.userId === userId);
    const person = people.find(({ id }) => id === userId);
    return { userId, outcome: judgeRequest({ action, platform, person, connections: own, settings }) };
  });
  return { action, platform, outcomes };
};

/** Asks people by mail to connect, each with one. Whom, stands in the run; the mails are owed from its commit on. */
export const askToConnect =
  (deps: ManyDeps) =>
  async (order: Order): Promise<Begun> => {
    const { org, by: userId, runId, idempotency, trace } = order;
    const result = await judgeAll(deps, order);
    const now = deps.clock.now();
    const at = new Date(now).toISOString();
    const isOwed = result.outcomes.some(({ outcome }) => outcome === 'sent');
    const due = isOwed ? requestsDue(order, now) : undefined;
    const run = runOfMany(runId, { org, userId, at }, result, isOwed ? 'queued' : undefined);
    const first = await deps.requests.begin({ run, due, idempotency, at });
    if (first) return { first };
    try {
      if (due) await deps.queues.send(due.messages);
    } catch (error) {
      // The due item sends it a minute later.
      deps.log.error('requests.enqueue_failed', error, { requestId: trace, runId });
    }
    return { run };
  };
