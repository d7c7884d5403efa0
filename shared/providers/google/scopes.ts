const AUTH = 'https://www.googleapis.com/auth/';

/** The narrowest that books, watches and tells free from busy: https://developers.google.com/workspace/calendar/api/auth */
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
] as const;

/** Google answers `email` and `profile` in their long spelling. */
export const canonicalScopes = (scope: string): string[] =>
  scope
    .split(' ')
    .filter((each) => each !== '')
    .map((each) => (each === 'email' || each === 'profile' ? `${AUTH}userinfo.${each}` : each));
