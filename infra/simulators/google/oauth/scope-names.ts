const AUTH = 'https://www.googleapis.com/auth/';

/** What each permission says on the consent page: https://developers.google.com/workspace/calendar/api/auth */
const SENTENCES = new Map([
  [`${AUTH}calendar`, 'See, edit, share, and permanently delete all the calendars you can access'],
  [`${AUTH}calendar.readonly`, 'See and download any calendar you can access'],
  [`${AUTH}calendar.events`, 'View and edit events on all your calendars'],
  [`${AUTH}calendar.events.readonly`, 'View events on all your calendars'],
  [`${AUTH}calendar.events.owned`, 'See, create, change, and delete events on calendars you own'],
  [`${AUTH}calendar.events.owned.readonly`, 'See the events on calendars you own'],
  [`${AUTH}calendar.events.public.readonly`, 'See the events on public calendars'],
  [`${AUTH}calendar.events.freebusy`, 'See the availability on calendars you have access to'],
  [`${AUTH}calendar.freebusy`, 'View your availability in your calendars'],
  [`${AUTH}calendar.calendarlist`, 'See, add, and remove calendars you are subscribed to'],
  [`${AUTH}calendar.calendarlist.readonly`, 'See the list of calendars you are subscribed to'],
  [`${AUTH}calendar.calendars`, 'See and change the properties of calendars, and create secondary calendars'],
  [`${AUTH}calendar.calendars.readonly`, 'See the title, description, default time zone of calendars'],
  [`${AUTH}calendar.settings`, 'See and change your calendar settings'],
  [`${AUTH}calendar.settings.readonly`, 'View your calendar settings'],
  [
    `${AUTH}calendar.app.created`,
    'Make secondary calendars, and see, create, change, and delete events on them',
  ],
  [`${AUTH}admin.directory.user.readonly`, 'See info about users on your domain'],
]);

const SIGN_IN = ['openid', `${AUTH}userinfo.email`, `${AUTH}userinfo.profile`];

/** `email` and `profile` come back in their long spelling. */
export const canonicalScope = (scope: string): string =>
  scope === 'email' || scope === 'profile' ? `${AUTH}userinfo.${scope}` : scope;

export const isSignInScope = (scope: string): boolean => SIGN_IN.includes(scope);
export const isKnownScope = (scope: string): boolean => isSignInScope(scope) || SENTENCES.has(scope);
export const scopeSentence = (scope: string): string => SENTENCES.get(scope) ?? scope;
