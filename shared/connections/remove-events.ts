import type { DisconnectProgress, LeavingEvent } from '../../events/stored/run.ts';
import type { AccessTokens } from '../ports/access-tokens.ts';
import type { CalendarAccess } from '../ports/calendar-provider.ts';
import type { Calendars } from '../ports/calendars.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConferenceProvider } from '../ports/conference-provider.ts';
import type { Connections } from '../ports/connections.ts';
import { askProvider } from './ask-provider.ts';
import { keepProgress } from './keep-progress.ts';
import { type Advance, type Counts, isTimeUp, type Leaving } from './leaving.ts';

export interface Removal {
  readonly calendars: Calendars;
  readonly conference: Pick<ConferenceProvider, 'removeMeeting'>;
  readonly tokens: AccessTokens;
}

type Deps = Removal & {
  readonly connections: Pick<Connections, 'commit'>;
  readonly clock: Clock;
};

/** A receipt that names more helps nobody. */
const MOST_NAMED = 100;

const removeThere = (
  { calendars, conference }: Deps,
  { connection }: Leaving,
  { eventId, invites }: LeavingEvent,
  access: CalendarAccess,
): Promise<void> =>
  connection.provider === 'zoom'
    ? conference.removeMeeting(access.accessToken, eventId)
    : calendars(connection.provider).removeEvent(access, eventId, { invites });

const removeOne = async (deps: Deps, leaving: Leaving, event: LeavingEvent): Promise<Advance> => {
  const removal = await askProvider(deps)(leaving, event.calendarId, async (access) => {
    await removeThere(deps, leaving, event, access);
    return true;
  });
  const { progress } = leaving;
  const removing = progress.removing.filter((one) => one !== event);
  if (removal.answer) {
    const isMeeting = leaving.connection.provider === 'zoom';
    const gone = isMeeting ? [...progress.gone, event.eventId] : progress.gone;
    return { progress: { ...progress, removing, gone, attempts: 0 }, counts: { removed: 1 } };
  }
  const notRemoved = [...progress.notRemoved, event].slice(0, MOST_NAMED);
  const shutOut = removal.no === 'shut_out';
  return { progress: { ...progress, removing, notRemoved, shutOut }, counts: { couldNotRemove: 1 } };
};

const NOTHING: Counts = { removed: 0, couldNotRemove: 0 };

const sum = (one: Counts, other: Counts = {}): Counts =>
  Object.fromEntries(Object.entries(one).map(([name, count]) => [name, count + (other[name] ?? 0)]));

interface Done {
  readonly progress: DisconnectProgress;
  readonly counts: Counts;
  /** Why it could not go on. */
  readonly error?: unknown;
}

const removeAll = async (deps: Deps, leaving: Leaving): Promise<Done> => {
  let done: Done = { progress: leaving.progress, counts: NOTHING };
  for (const event of leaving.progress.removing) {
    if (isTimeUp(leaving)) return done;
    try {
      const { progress, counts } = await removeOne(deps, { ...leaving, progress: done.progress }, event);
      done = { progress, counts: sum(done.counts, counts) };
    } catch (error) {
      return { ...done, error };
    }
  }
  return done;
};

/**
 * Removes the events or meetings that are written down for it, as far as time goes. Whoever dies over it removes them once more, which changes
 * nothing, and counts them once. Throws ProviderError where the run has to wait, with everything kept that was done before.
 */
export const removeEvents =
  (deps: Deps) =>
  async (leaving: Leaving): Promise<Leaving> => {
    const { error, ...done } = await removeAll(deps, leaving);
    const now = done.progress === leaving.progress ? leaving : await keepProgress(deps)(leaving, done);
    if (error !== undefined) throw error;
    return now;
  };
