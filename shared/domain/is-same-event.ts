import type { CalendarEntry } from '../../events/stored/booking.ts';

type Place = Pick<CalendarEntry, 'calendarId' | 'eventId'>;

/** By this name every account calls another calendar its own. */
const ALIAS = 'primary';

/**
 * Whether two accounts of one user mean the very same event: in a calendar that both of them write to. In calendars of their own a
 * booking's events have the same id, too, and are two.
 */
export const isSameEvent = (one: Place, other: Place): boolean =>
  one.eventId === other.eventId && one.calendarId === other.calendarId && one.calendarId !== ALIAS;
