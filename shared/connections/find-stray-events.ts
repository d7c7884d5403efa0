import type { LeavingEvent } from '../../events/stored/run.ts';
import { generationOf } from '../bookings/event-id.ts';
import { connectedFeeds } from '../domain/connected-feeds.ts';
import { isSameEvent } from '../domain/is-same-event.ts';
import type { AccessTokens } from '../ports/access-tokens.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { OwnEvent } from '../ports/calendar-provider.ts';
import type { Calendars } from '../ports/calendars.ts';
import type { Clock } from '../ports/clock.ts';
import { askProvider } from './ask-provider.ts';
import type { Leaving } from './leaving.ts';

interface Deps {
  readonly bookings: Pick<Bookings, 'read'>;
  readonly calendars: Calendars;
  readonly tokens: AccessTokens;
  readonly clock: Clock;
}

/**
 * Made for this user, and nobody's: not of another host who writes into the same calendar, nor of another account of the user that
 * does, nor one that its owner has taken back after it was removed, nor, where all is kept, one that its booking remembers already.
 */
const isStray = async (
  { bookings }: Deps,
  { connection, run }: Leaving,
  { id, key = id, bookingId }: OwnEvent,
  calendarId: string,
): Promise<boolean> => {
  const { org, userId, id: connectionId } = connection;
  if (generationOf(bookingId, userId, key) === undefined) return false;
  const booking = await bookings.read(org, bookingId);
  if (booking === undefined) return true;
  const isHeld = Object.values(booking.calendars).some(
    (entry) => entry.connectionId !== connectionId && isSameEvent(entry, { calendarId, eventId: id }),
  );
  const isKnown = run.bookings === 'keep' && booking.kept?.includes(id);
  return !(isHeld || isKnown || booking.takenBack?.includes(id));
};

const ownEvents = async (
  deps: Deps,
  leaving: Leaving,
  calendarId: string,
): Promise<OwnEvent[] | 'shut_out'> => {
  const { org, provider } = leaving.connection;
  const found: OwnEvent[] = [];
  let next: string | undefined;
  do {
    const page = next;
    const { answer, no } = await askProvider(deps)(leaving, calendarId, (access) =>
      deps.calendars(provider).listOwnEvents(access, org, page),
    );
    if (no === 'shut_out') return no;
    found.push(...(answer?.events ?? []));
    next = answer?.nextPage;
  } while (next !== undefined);
  return found;
};

const straysIn = async (
  deps: Deps,
  leaving: Leaving,
  calendarId: string,
): Promise<LeavingEvent[] | 'shut_out'> => {
  const own = await ownEvents(deps, leaving, calendarId);
  if (own === 'shut_out') return own;
  // All at once: whoever keeps years of meetings has more of them than one function could look up in a row.
  const areStrays = await Promise.all(own.map((event) => isStray(deps, leaving, event, calendarId)));
  return own
    .filter((_, index) => areStrays[index])
    .map(({ id, bookingId }) => ({ bookingId, calendarId, eventId: id, invites: false }));
};

/**
 * Events of ours that lie in the calendars of a connection though no booking knows of them there: a creation whose answer was lost, or
 * that was still under way. `shut_out`: the account lets nobody look any more. Throws ProviderError where the run has to wait.
 */
export const findStrayEvents =
  (deps: Deps) =>
  async (leaving: Leaving): Promise<LeavingEvent[] | 'shut_out'> => {
    const { connection } = leaving;
    const calendarIds = new Set([
      connection.calendarId,
      ...connectedFeeds(connection).map(({ calendarId }) => calendarId),
    ]);
    const strays: LeavingEvent[] = [];
    for (const calendarId of calendarIds) {
      const found = await straysIn(deps, leaving, calendarId);
      if (found === 'shut_out') return found;
      strays.push(...found);
    }
    return strays;
  };
