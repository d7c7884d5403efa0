import type { PersonAvailability } from '../../events/http/availability.ts';
import type { Agenda } from '../../events/stored/agenda.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { Person } from '../../events/stored/person.ts';
import { bookingConflicts } from '../../shared/domain/booking-conflicts.ts';
import { clipBusy, type Interval, mergeBusy } from '../../shared/domain/busy-time.ts';
import { hasCalendars } from '../../shared/domain/calendar-platform.ts';
import { type CalendarBusy, calendarBusy } from './calendar-busy.ts';
import type { Deps } from './deps.ts';
import { inZone } from './in-zone.ts';
import { personEvents } from './person-events.ts';
import { withoutBooking } from './without-booking.ts';

export interface Question {
  readonly window: Interval;
  readonly zone: string;
  /** The booking that is left out. */
  readonly excluded: Booking | undefined;
  readonly agendas: readonly Agenda[];
  readonly connections: readonly Connection[];
}

const oldest = (calendars: readonly CalendarBusy[]): { asOf?: string } => {
  const [asOf] = calendars.flatMap((calendar) => calendar.asOf ?? []).toSorted();
  return asOf === undefined ? {} : { asOf };
};

/** When one person is busy, by their calendars and our bookings; `known: false` where a calendar could not be asked nor remembered. */
export const personAvailability =
  (deps: Deps) =>
  async (
    { org, id: userId, name, zone: theirs }: Person,
    question: Question,
    withEvents: boolean,
  ): Promise<PersonAvailability> => {
    const { window, zone, excluded, agendas } = question;
    const connections = question.connections.filter(
      (connection) => connection.userId === userId && hasCalendars(connection),
    );
    const calendars = await Promise.all(
      connections.map((connection) => calendarBusy(deps)(connection, { ...window, zone: theirs })),
    );
    const booked = bookingConflicts(
      { id: excluded?.id ?? '', ...window, hosts: [{ userId, name, rsvp: 'accepted' }] },
      agendas,
    );
    const busy = [...booked, ...calendars.flatMap((calendar) => withoutBooking(calendar, excluded, userId))];
    const pairs = calendars.flatMap((calendar, index) => {
      const connection = connections[index];
      return connection ? [{ connection, calendar }] : [];
    });
    const events = withEvents
      ? await personEvents(deps)({ org, userId, exclude: excluded?.id }, window, pairs)
      : undefined;
    return {
      userId,
      name,
      syncEnabled: connections.some(({ state }) => state === 'connected'),
      known: calendars.every(({ known }) => known),
      ...oldest(calendars),
      busy: mergeBusy(clipBusy(busy, window)).map((interval) => inZone(zone, interval)),
      ...(events && { events: events.map((event) => inZone(zone, event)) }),
    };
  };
