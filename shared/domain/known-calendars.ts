import type { ConnectedCalendar, Connection } from '../../events/stored/connection.ts';
import { calendarIdOf } from './calendar-id.ts';

type Known = Pick<Connection, 'id' | 'accountLabel' | 'calendarId' | 'calendars'> & {
  readonly feedId?: string;
};

/** The calendars of a connection as last listed; before the first time only its main one, which blocks time. None of an account without a calendar. */
export const knownCalendars = ({
  id,
  accountLabel,
  calendarId,
  calendars,
  feedId,
}: Known): readonly ConnectedCalendar[] =>
  calendars.length > 0 || calendarId === ''
    ? calendars
    : [
        {
          id: calendarIdOf(id, calendarId),
          calendarId,
          name: accountLabel,
          primary: true,
          writable: true,
          busy: true,
          target: false,
          holds: false,
          gone: false,
          ...(feedId !== undefined && { feedId }),
        },
      ];
