import type { CalendarView } from '../../events/http/calendars.ts';
import type { Connection } from '../../events/stored/connection.ts';
import { calendarPlatformOf } from './calendar-platform.ts';
import { targetAccount } from './target-account.ts';
import { calendarAccounts, type UserCalendar, userCalendars } from './user-calendars.ts';

/** Our id of the calendar that takes a user's bookings now; undefined where nothing is connected. */
export const targetCalendar = (connections: readonly Connection[]): string | undefined => {
  const account = targetAccount(calendarAccounts(connections));
  return userCalendars(connections).find(
    ({ connection, calendar }) =>
      connection.id === account?.id && calendar.calendarId === account.calendarId && !calendar.gone,
  )?.calendar.id;
};

const viewOf = ({ connection, calendar }: UserCalendar, target: string | undefined): CalendarView => ({
  id: calendar.id,
  platform: calendarPlatformOf(connection),
  account: connection.accountLabel,
  name: calendar.name,
  primary: calendar.primary,
  writable: calendar.writable,
  ...(calendar.zone !== undefined && { zone: calendar.zone }),
  busy: calendar.busy,
  target: calendar.id === target,
  ...(calendar.gone && { gone: true }),
});

/** All calendars of one user's accounts, as they see and choose them; one that is gone only as long as it is chosen, or named. */
export const viewCalendars = (connections: readonly Connection[], named?: string): CalendarView[] => {
  const target = targetCalendar(connections);
  return userCalendars(connections)
    .filter(({ calendar: { gone, busy, target: isTarget, id } }) => !gone || busy || isTarget || id === named)
    .map((each) => viewOf(each, target));
};
