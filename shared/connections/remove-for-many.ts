import type { Connection } from '../../events/stored/connection.ts';
import { servingPlatform } from '../domain/card-state.ts';
import { carrierOf } from '../domain/rides-on.ts';
import type { Begun, ManyDeps, ManyOrder } from './act-on-many.ts';
import { beginForMany, type Each } from './begin-for-many.ts';
import { startDisconnect } from './start-disconnect.ts';
import { switchPlatform } from './switch-platform.ts';

/** As the user's own disconnect: what rides on a calendar is switched off alone, an account is taken down by a run of its own. */
const removeOne = async (
  deps: ManyDeps,
  { platform, by, trace }: ManyOrder,
  connection: Connection,
): Promise<string[]> => {
  if (carrierOf(platform) !== undefined && connection.state !== 'disconnecting') {
    await switchPlatform(deps)(connection, platform, false);
    return [];
  }
  return [(await startDisconnect(deps)({ connection, by, trace })).id];
};

const removeFor = async (
  deps: ManyDeps,
  order: ManyOrder,
  userId: string,
  none: () => Promise<Each>,
): Promise<Each> => {
  const serving = servingPlatform(order.platform, await deps.connections.ofUser(order.org, userId));
  if (serving.length === 0) return none();
  const runs: string[] = [];
  for (const connection of serving) runs.push(...(await removeOne(deps, order, connection)));
  return { userId, outcome: 'started', ...(runs.length > 0 && { runs }) };
};

/** Disconnects a platform of many people. */
export const removeForMany =
  (deps: ManyDeps) =>
  (order: ManyOrder): Promise<Begun> =>
    beginForMany(deps)(order, (userId, none) => removeFor(deps, order, userId, none));
