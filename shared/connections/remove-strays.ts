import type { DisconnectProgress, LeavingEvent } from '../../events/stored/run.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connections } from '../ports/connections.ts';
import { findStrays, type Listing } from './find-strays.ts';
import { keepProgress } from './keep-progress.ts';
import { type Leaving, stepTo } from './leaving.ts';
import { type Removal, removeEvents } from './remove-events.ts';

type Deps = Removal &
  Listing & {
    readonly bookings: Pick<Bookings, 'read'>;
    readonly connections: Pick<Connections, 'commit'>;
    readonly clock: Clock;
  };

const BATCH = 100;

const isKnown = ({ notRemoved, gone }: DisconnectProgress, { eventId }: LeavingEvent): boolean =>
  gone.includes(eventId) || notRemoved.some((one) => one.eventId === eventId);

/** Looks for them until none are left, or until a whole look has removed none: what is refused is refused again. */
export const removeStrays =
  (deps: Deps) =>
  async (leaving: Leaving): Promise<Leaving> => {
    const now = await removeEvents(deps)(leaving);
    const { progress, run } = now;
    if (progress.removing.length > 0) return now;
    const removed = String(run.counts.removed ?? 0);
    const isDone = run.bookings === 'keep' || progress.cursor === removed;
    const found = isDone ? [] : await findStrays(deps)(now);
    if (found === 'shut_out')
      return keepProgress(deps)(now, { progress: { ...stepTo(progress, 'grant'), shutOut: true } });
    const strays = found.filter((one) => !isKnown(progress, one));
    if (strays.length === 0) return keepProgress(deps)(now, { progress: stepTo(progress, 'grant') });
    return keepProgress(deps)(now, {
      progress: { ...progress, cursor: removed, removing: strays.slice(0, BATCH) },
    });
  };
