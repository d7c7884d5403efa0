import type { ConnectedCalendar, Connection } from '../../events/stored/connection.ts';
import { hasCalendars } from './calendar-platform.ts';
import { knownCalendars } from './known-calendars.ts';

/** A calendar with the connection that it belongs to. */
export interface UserCalendar {
  readonly connection: Connection;
  readonly calendar: ConnectedCalendar;
}

const USABLE = new Set<Connection['state']>(['connected', 'needs_reauth', 'insufficient_scope']);

const since = ({ connectedAt, id }: Connection): string => `${connectedAt} ${id}`;

/** A user's accounts whose calendars can be chosen from, in the order in which they were connected. */
export const calendarAccounts = (connections: readonly Connection[]): Connection[] =>
  connections
    .filter(({ platforms, state }) => hasCalendars({ platforms }) && USABLE.has(state))
    .toSorted((a, b) => (since(a) < since(b) ? -1 : 1));

/** Every calendar of these accounts, also those that are gone. */
export const userCalendars = (connections: readonly Connection[]): UserCalendar[] =>
  calendarAccounts(connections).flatMap((connection) =>
    knownCalendars(connection).map((calendar) => ({ connection, calendar })),
  );
