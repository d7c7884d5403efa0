import type { RunOutcomes } from '../../events/stored/run.ts';
import type { Begun, ManyDeps, ManyOrder } from '../connections/act-on-many.ts';
import { runOfMany } from '../connections/run-of-many.ts';
import { HubError } from '../errors.ts';
import { startSync } from './start-sync.ts';

type Each = RunOutcomes['outcomes'][number];

const syncFor = async (
  deps: ManyDeps,
  { org, platform, trace }: ManyOrder,
  userId: string,
  isKnown: boolean,
): Promise<Each> => {
  try {
    const { id } = await startSync(deps)({ org, userId, platform, trace, orLast: true });
    return { userId, outcome: 'started', runs: [id] };
  } catch (error) {
    if (!(error instanceof HubError && error.code === 'platform_not_connected')) throw error;
    const own = await deps.connections.ofUser(org, userId);
    return { userId, outcome: isKnown || own.length > 0 ? 'not_connected' : 'not_found' };
  }
};

/**
 * Has the calendars of many people read. What was begun before a crash is found begun by whoever asks again:
 * so the run over all is written last, with the key that it answers to.
 */
export const syncForMany =
  (deps: ManyDeps) =>
  async (order: ManyOrder): Promise<Begun> => {
    const { org, by: userId, runId, action, platform, idempotency } = order;
    const known = new Set((await deps.people.readMany(org, order.userIds)).map(({ id }) => id));
    const outcomes: Each[] = [];
    for (const each of order.userIds) outcomes.push(await syncFor(deps, order, each, known.has(each)));
    const at = new Date(deps.clock.now()).toISOString();
    const isOpen = outcomes.some(({ runs }) => runs !== undefined);
    const result = { action, platform, outcomes };
    const run = runOfMany(runId, { org, userId, at }, result, isOpen ? 'running' : undefined);
    const first = await deps.requests.begin({ run, idempotency, at });
    return first ? { first } : { run };
  };
