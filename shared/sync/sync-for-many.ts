import type { Begun, ManyDeps, ManyOrder } from '../connections/act-on-many.ts';
import { beginForMany, type Each } from '../connections/begin-for-many.ts';
import { HubError } from '../errors.ts';
import { startSync } from './start-sync.ts';

const syncFor = async (
  deps: ManyDeps,
  { org, platform, trace }: ManyOrder,
  userId: string,
  none: () => Promise<Each>,
): Promise<Each> => {
  try {
    const begun = await startSync(deps)({ org, userId, platform, trace, orLast: true });
    return { userId, outcome: 'started', runs: ['run' in begun ? begun.run.id : begun.first.resource] };
  } catch (error) {
    if (!(error instanceof HubError && error.code === 'platform_not_connected')) throw error;
    return none();
  }
};

/** Has the calendars of many people read. */
export const syncForMany =
  (deps: ManyDeps) =>
  (order: ManyOrder): Promise<Begun> =>
    beginForMany(deps)(order, (userId, none) => syncFor(deps, order, userId, none));
