import type { ProvisionWork } from '../../events/internal/provision-work.ts';
import type { Connection } from '../../events/stored/connection.ts';
import { isLost, leaveGoneCalendar } from '../bookings/leave-gone-calendar.ts';
import { owesSettling } from '../domain/read-calendars.ts';
import type { AccessTokens } from '../ports/access-tokens.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Calendars } from '../ports/calendars.ts';
import { isPassing, ProviderError } from '../ports/provider-error.ts';
import { bookingsOfConnection } from './bookings-of-connection.ts';
import type { CalendarDeps } from './change-calendars.ts';
import { dropFeed, stopChannels } from './drop-feed.ts';
import { entryOf } from './entry-of.ts';

type Deps = CalendarDeps & {
  readonly bookings: Bookings;
  readonly calendars: Calendars;
  readonly tokens: AccessTokens;
};

type Work = Extract<ProvisionWork, { kind: 'calendars' }>;

const commit = async (deps: Deps, connection: Connection): Promise<boolean> =>
  (await deps.connections.commit({ connection: { ...connection, version: connection.version + 1 } }))
    .outcome === 'committed';

/** Bookings first, or nobody would know any more which they were. */
const leaveGone = async (deps: Deps, connection: Connection, trace: string): Promise<void> => {
  for await (const booking of bookingsOfConnection(deps.bookings, connection)) {
    const entry = entryOf(booking, connection);
    if (entry && isLost(connection, entry)) await leaveGoneCalendar(deps)(connection, booking, trace);
  }
  const left = connection.calendars.filter(({ gone: isGone }) => isGone);
  const dropped = left.flatMap(({ feedId, calendarId }) =>
    feedId === undefined ? [] : [{ feedId, calendarId }],
  );
  const calendars = connection.calendars.map(({ feedId, ...calendar }) =>
    calendar.gone ? { ...calendar, holds: false } : { ...calendar, ...(feedId !== undefined && { feedId }) },
  );
  await commit(deps, { ...connection, calendars, dropped: [...connection.dropped, ...dropped] });
};

/** A connection that cannot be used has no channel that we could stop: it falls silent when it ends. */
const stop = async (deps: Deps, connection: Connection, feedId: string): Promise<void> => {
  try {
    await stopChannels(deps)(connection, feedId);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (isPassing(error) || error.verdict === 'tenant') throw error;
    deps.log?.info('calendars.unwatch_refused', { connectionId: connection.id, word: error.word });
  }
};

const dropFeeds = async (deps: Deps, connection: Connection): Promise<void> => {
  for (const { feedId } of connection.dropped) {
    await stop(deps, connection, feedId);
    await dropFeed(deps)(feedId);
  }
  await commit(deps, { ...connection, dropped: [] });
};

/** One thing that is owed; true when there was nothing, or nothing that this job could do. */
const settleOnce = async (deps: Deps, work: Work): Promise<boolean> => {
  const { org, userId, connectionId, trace } = work;
  const present = await deps.connections.read(org, userId, connectionId);
  const removeDue = [{ kind: 'calendars' as const, owner: connectionId }];
  // A disconnect takes everything down itself, and a connection made anew drops what it had before.
  if (present === undefined || present.state === 'disconnecting') {
    await deps.connections.commit({ removeDue });
    return true;
  }
  if (!owesSettling(present)) {
    const connection = { ...present, version: present.version + 1 };
    return (await deps.connections.commit({ connection, removeDue })).outcome === 'committed';
  }
  const isLeft = present.calendars.some(({ gone, feedId, holds }) => gone && (feedId !== undefined || holds));
  if (isLeft) await leaveGone(deps, present, trace);
  else await dropFeeds(deps, present);
  return false;
};

/**
 * Pays what a change of calendars has left: bookings leave those that are gone, feeds that nobody needs are stopped and dropped. What
 * the provider refuses for now is tried again when its due item comes round.
 */
export const settleCalendars =
  (deps: Deps) =>
  async (work: Work): Promise<void> => {
    try {
      while (!(await settleOnce(deps, work)));
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      deps.log?.info('calendars.settling_waits', { connectionId: work.connectionId, word: error.word });
    }
  };
