import type { CalendarAccess } from '../../ports/calendar-provider.ts';

/** The account's default calendar: its id may change, this name does not. */
export const MAIN = 'primary';

const rootOf = (calendarId: string): string =>
  calendarId === MAIN ? '/me/calendar' : `/me/calendars/${encodeURIComponent(calendarId)}`;

/** Nothing is encoded by the client: a space, a `+` or an address in a value would lead astray. */
const queryOf = (query: Readonly<Record<string, string>>): string =>
  Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');

/** The path of something below a calendar. */
export const calendarPath = (
  { calendarId }: Pick<CalendarAccess, 'calendarId'>,
  below: 'events' | 'calendarView' | 'calendarView/delta',
  query: Readonly<Record<string, string>> = {},
): string => {
  // Changes are only to be had of the mailbox's own view.
  const isOwnView = calendarId === MAIN && below === 'calendarView/delta';
  return `${isOwnView ? '/me' : rootOf(calendarId)}/${below}?${queryOf(query)}`;
};

/** Immutable ids find an event in whichever calendar of the mailbox it lies: also one that its owner has moved. */
export const eventPath = (eventId: string, query: Readonly<Record<string, string>> = {}): string => {
  const asked = Object.keys(query).length > 0 ? `?${queryOf(query)}` : '';
  return `/me/events/${encodeURIComponent(eventId)}${asked}`;
};
