import type { ConnectedCalendar, Connection } from '../../events/stored/connection.ts';

const isRead = (calendar: ConnectedCalendar): calendar is ConnectedCalendar & { feedId: string } =>
  calendar.feedId !== undefined && !calendar.gone;

/** The connection with these calendars: its bookings go to the one that is its target, to the primary one where that is gone or none is. */
export const placeBookings = (
  connection: Connection,
  calendars: readonly ConnectedCalendar[],
): Connection => {
  const read = calendars.filter(isRead);
  const chosen =
    read.find(({ target, writable }) => target && writable) ?? read.find(({ primary }) => primary);
  return {
    ...connection,
    calendars: [...calendars],
    ...(chosen && { feedId: chosen.feedId, calendarId: chosen.calendarId }),
  };
};
