import type { PersonAvailability } from '../../events/http/availability.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { Interval } from '../../shared/domain/busy-time.ts';
import type { CalendarBusy } from './calendar-busy.ts';
import type { Deps } from './deps.ts';

type Event = NonNullable<PersonAvailability['events']>[number];

const MOST = 500;

interface Shown {
  readonly connection: Connection;
  readonly calendar: CalendarBusy;
}

/** One calendar may be seen through two accounts: what lies in it is one event all the same. */
const externalEvents = (calendars: readonly Shown[]): Event[] => {
  const shown = calendars
    .filter(({ connection }) => connection.privacy !== 'full_private')
    .flatMap(({ calendar }) => calendar.rows.filter(({ busy }) => busy));
  return [...new Map(shown.map((row) => [row.id, row])).values()].map(({ start, end, title, rsvp }) => ({
    start,
    end,
    title: title ?? 'Busy',
    ...(rsvp && { rsvp }),
    source: 'external',
  }));
};

const bookedEvent = ({ start, end, title, hosts }: Booking, userId: string): Event => {
  const rsvp = hosts.find((host) => host.userId === userId)?.rsvp;
  return { start, end, title, ...(rsvp && { rsvp }), source: 'booking' };
};

interface Whose {
  readonly org: string;
  readonly userId: string;
  readonly exclude: string | undefined;
}

/** What fills a person's time, with titles: for themselves and admins; events of a fully private calendar are never among them. */
export const personEvents =
  ({ bookings }: Pick<Deps, 'bookings'>) =>
  async (
    { org, userId, exclude }: Whose,
    { start, end }: Interval,
    calendars: readonly Shown[],
  ): Promise<Event[]> => {
    const { items } = await bookings.listHost({ org, userId, from: start, to: end, limit: MOST });
    const booked = items.filter(({ id, status }) => status !== 'cancelled' && id !== exclude);
    const own = booked.map((booking) => bookedEvent(booking, userId));
    return [...own, ...externalEvents(calendars)].toSorted((a, b) => (a.start < b.start ? -1 : 1));
  };
