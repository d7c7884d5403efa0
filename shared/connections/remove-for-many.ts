import type { Connection } from '../../events/stored/connection.ts';
import type { RunOutcomes } from '../../events/stored/run.ts';
import { servingPlatform } from '../domain/card-state.ts';
import type { Begun, ManyDeps, ManyOrder } from './act-on-many.ts';
import { runOfMany } from './run-of-many.ts';
import { startDisconnect } from './start-disconnect.ts';
import { switchMeet } from './switch-meet.ts';

type Each = RunOutcomes['outcomes'][number];

/** As the user's own disconnect: Meet alone is switched off, a calendar is taken down by a run of its own. */
const removeOne = async (
  deps: ManyDeps,
  { platform, by, trace }: ManyOrder,
  connection: Connection,
): Promise<string[]> => {
  if (platform === 'google_meet' && connection.state !== 'disconnecting') {
    await switchMeet(deps)(connection, false);
    return [];
  }
  return [(await startDisconnect(deps)({ connection, bookings: 'release', by, trace })).id];
};

const removeFor = async (
  deps: ManyDeps,
  order: ManyOrder,
  userId: string,
  isKnown: boolean,
): Promise<Each> => {
  const own = await deps.connections.ofUser(order.org, userId);
  const serving = servingPlatform(order.platform, own);
  if (serving.length === 0)
    return { userId, outcome: isKnown || own.length > 0 ? 'not_connected' : 'not_found' };
  const runs: string[] = [];
  for (const connection of serving) runs.push(...(await removeOne(deps, order, connection)));
  return { userId, outcome: 'started', ...(runs.length > 0 && { runs }) };
};

/**
 * Disconnects a platform of many people. What was begun before a crash is found begun by whoever asks again:
 * so the run is written last, with the key that it answers to.
 */
export const removeForMany =
  (deps: ManyDeps) =>
  async (order: ManyOrder): Promise<Begun> => {
    const { org, by: userId, runId, action, platform, idempotency } = order;
    const known = new Set((await deps.people.readMany(org, order.userIds)).map(({ id }) => id));
    const outcomes: Each[] = [];
    for (const each of order.userIds) outcomes.push(await removeFor(deps, order, each, known.has(each)));
    const at = new Date(deps.clock.now()).toISOString();
    const isOpen = outcomes.some(({ runs }) => runs !== undefined);
    const result = { action, platform, outcomes };
    const run = runOfMany(runId, { org, userId, at }, result, isOpen ? 'running' : undefined);
    const first = await deps.requests.begin({ run, idempotency, at });
    return first ? { first } : { run };
  };
