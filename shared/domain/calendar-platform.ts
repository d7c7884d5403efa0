import type { Connection } from '../../events/stored/connection.ts';
import { CalendarPlatform } from '../../events/stored/org-settings.ts';

type Serving = Pick<Connection, 'platforms'>;

const served = ({ platforms }: Serving): CalendarPlatform | undefined =>
  CalendarPlatform.options.find((platform) => platforms.includes(platform));

/** Whether bookings can stand in, and be in the way of, calendars of this account. */
export const hasCalendars = (connection: Serving): boolean => served(connection) !== undefined;

/** As which platform its calendars are served. Throws for an account that has none: whoever asks has not looked. */
export const calendarPlatformOf = (connection: Serving): CalendarPlatform => {
  const platform = served(connection);
  if (platform === undefined) throw new Error('this account has no calendar');
  return platform;
};
