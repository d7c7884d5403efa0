import type { DisconnectProgress, LeavingEvent } from '../../events/stored/run.ts';
import type { CommitDeps } from '../bookings/commit-booking.ts';
import type { Connections } from '../ports/connections.ts';
import { findStrays, type Listing } from './find-strays.ts';
import { keepProgress } from './keep-progress.ts';
import { keepStrays } from './keep-strays.ts';
import { type Leaving, stepTo } from './leaving.ts';
import { type Removal, removeEvents } from './remove-events.ts';

type Deps = Removal &
  Listing &
  CommitDeps & {
    readonly connections: Pick<Connections, 'commit'>;
  };

const BATCH = 100;

const isKnown = ({ notRemoved, gone }: DisconnectProgress, { eventId }: LeavingEvent): boolean =>
  gone.includes(eventId) || notRemoved.some((one) => one.eventId === eventId);

/** A whole look that has removed none is the last one: what is refused is refused again. */
const lookFor = async (deps: Deps, leaving: Leaving): Promise<LeavingEvent[] | 'shut_out'> => {
  const { progress, run } = leaving;
  const found = progress.cursor === String(run.counts.removed ?? 0) ? [] : await findStrays(deps)(leaving);
  return found === 'shut_out' ? found : found.filter((one) => !isKnown(progress, one));
};

/** Looks for them until none are left; where all is kept, they are kept too. */
export const removeStrays =
  (deps: Deps) =>
  async (leaving: Leaving): Promise<Leaving> => {
    const now = await removeEvents(deps)(leaving);
    const { progress, run } = now;
    if (progress.removing.length > 0) return now;
    const strays = await lookFor(deps, now);
    const goesOn = stepTo(progress, 'grant');
    if (strays === 'shut_out') return keepProgress(deps)(now, { progress: { ...goesOn, shutOut: true } });
    const isKept = run.bookings === 'keep';
    if (isKept) await keepStrays(deps)(now, strays);
    if (isKept || strays.length === 0) return keepProgress(deps)(now, { progress: goesOn });
    const cursor = String(run.counts.removed ?? 0);
    return keepProgress(deps)(now, { progress: { ...progress, cursor, removing: strays.slice(0, BATCH) } });
  };
