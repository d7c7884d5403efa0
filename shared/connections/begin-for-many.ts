import type { RunOutcomes } from '../../events/stored/run.ts';
import type { Begun, ManyDeps, ManyOrder } from './act-on-many.ts';
import { runOfMany } from './run-of-many.ts';

export type Each = RunOutcomes['outcomes'][number];

/** Begins the work for one person; `none` is what they come to if no account of theirs is concerned. */
type BeginFor = (userId: string, none: () => Promise<Each>) => Promise<Each>;

/**
 * Begins a run for each of many people, and one over all. What was begun before a crash is found begun by whoever asks
 * again: so the run over all is written last, with the key that it answers to.
 */
export const beginForMany =
  (deps: ManyDeps) =>
  async (order: ManyOrder, beginFor: BeginFor): Promise<Begun> => {
    const { org, by: userId, runId, action, platform, idempotency } = order;
    const known = new Set((await deps.people.readMany(org, order.userIds)).map(({ id }) => id));
    const none = async (id: string): Promise<Each> => {
      const isOurs = known.has(id) || (await deps.connections.ofUser(org, id)).length > 0;
      return { userId: id, outcome: isOurs ? 'not_connected' : 'not_found' };
    };
    const outcomes: Each[] = [];
    for (const each of order.userIds) outcomes.push(await beginFor(each, () => none(each)));
    const at = new Date(deps.clock.now()).toISOString();
    const isOpen = outcomes.some(({ runs }) => runs !== undefined);
    const result = { action, platform, outcomes };
    const run = runOfMany(runId, { org, userId, at }, result, isOpen ? 'running' : undefined);
    const first = await deps.requests.begin({ run, idempotency, at });
    return first ? { first } : { run };
  };
