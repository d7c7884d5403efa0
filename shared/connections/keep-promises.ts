import type { Booking } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import { type Change, changeBooking } from '../bookings/change-booking.ts';
import { eventId } from '../bookings/event-id.ts';
import { upcomingBookings } from '../bookings/upcoming-bookings.ts';
import { carriesLink, isEventLink } from '../domain/event-link.ts';
import { organizerOf } from '../domain/organizer-of.ts';
import { type CalendarPlan, planCalendars } from '../domain/plan-calendars.ts';
import { transitionBooking } from '../domain/transition-booking.ts';
import { HubError } from '../errors.ts';
import type { Bookings } from '../ports/bookings.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connections } from '../ports/connections.ts';
import type { Ids } from '../ports/ids.ts';
import type { Queues } from '../ports/queues.ts';

interface Deps {
  readonly bookings: Bookings;
  readonly connections: Pick<Connections, 'ofUsers'>;
  readonly queues: Queues;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** No event of it can have the link. */
const lacksEventLink = ({ location, conference, calendars }: Booking): boolean => {
  const kind = location?.kind;
  if (!isEventLink(kind) || conference?.kind !== kind || conference.state !== 'pending') return false;
  const organizer = organizerOf({ calendars })?.entry;
  return organizer === undefined || !carriesLink(organizer, kind);
};

const lacksZoom = ({ location, conference, meetings }: Booking): boolean => {
  if (location?.kind !== 'zoom' || conference?.state === 'ready') return false;
  const made = conference?.hostId === undefined ? undefined : meetings[conference.hostId];
  return made === undefined || made.state === 'removed';
};

/** People wait for a link that no calendar, and no conference account, is going to make. */
const isPromised = (booking: Booking): boolean =>
  booking.status === 'confirmed' && (lacksEventLink(booking) || lacksZoom(booking));

/** Undefined while still nobody can make the link. */
const planLink = (booking: Booking, connections: readonly Connection[]): CalendarPlan | undefined => {
  try {
    return planCalendars(booking, connections, eventId);
  } catch (error) {
    if (error instanceof HubError && error.code === 'platform_not_connected') return undefined;
    throw error;
  }
};

const keep = async (deps: Deps, current: Booking): Promise<Change | undefined> => {
  const at = new Date(deps.clock.now()).toISOString();
  if (!isPromised(current) || current.end <= at) return undefined;
  const hosts = current.hosts.map(({ userId }) => userId);
  const plan = planLink(current, await deps.connections.ofUsers(current.org, hosts));
  return (
    plan && {
      after: transitionBooking(current, plan, { at }),
      type: 'booking.changed',
      changed: ['conference'],
    }
  );
};

/** Upcoming bookings of this user whose link was to follow get it if a host can make it now: with an event, where it lies in one. Safe to repeat. */
export const keepPromises =
  (deps: Deps) =>
  async ({ org, userId }: Pick<Connection, 'org' | 'userId'>, trace: string): Promise<void> => {
    for await (const booking of upcomingBookings(deps)(org, userId))
      if (isPromised(booking))
        await changeBooking(deps)({ org, id: booking.id, actor: { kind: 'system' }, trace }, (current) =>
          keep(deps, current),
        );
  };
