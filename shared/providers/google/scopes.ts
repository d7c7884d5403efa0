import type { AuthorizationProvider } from '../../ports/authorization-provider.ts';

const AUTH = 'https://www.googleapis.com/auth/';

/** The narrowest that books, watches, tells free from busy and lists calendars: https://developers.google.com/workspace/calendar/api/auth */
export const GOOGLE_SCOPES = [
  {
    scope: `${AUTH}calendar.events`,
    id: 'calendar_events',
    text: 'View and edit events on your calendars, so that bookings and their Meet links appear there and changes come back',
  },
  {
    scope: `${AUTH}calendar.events.freebusy`,
    id: 'calendar_freebusy',
    text: 'See when you are busy, so that nobody books you twice',
  },
  {
    scope: `${AUTH}calendar.calendarlist.readonly`,
    id: 'calendar_list',
    text: 'See the names of your calendars, so that you can choose which ones count and where bookings go',
    // Whoever connected before it was asked for, or leaves it out, goes on with their main calendar.
    optional: true,
  },
] as const satisfies AuthorizationProvider['requiredScopes'];

/** Google answers `email` and `profile` in their long spelling. */
export const canonicalScopes = (scope: string): string[] =>
  scope
    .split(' ')
    .filter((each) => each !== '')
    .map((each) => (each === 'email' || each === 'profile' ? `${AUTH}userinfo.${each}` : each));
