const short = (names: string): readonly string[] =>
  names.split(' ').map((name) => `https://www.googleapis.com/auth/${name}`);

const WRITE = 'calendar calendar.events calendar.events.owned';

/** Any one of them is enough. Scopes for calendars that an app made itself open nothing here: no app makes any. */
export const METHOD_SCOPES = {
  freeBusy: short('calendar calendar.readonly calendar.freebusy calendar.events.freebusy'),
  writeEvents: short(WRITE),
  readEvents: short(
    `${WRITE} calendar.readonly calendar.events.readonly calendar.events.owned.readonly calendar.events.public.readonly calendar.events.freebusy`,
  ),
  stopChannels: short(
    `${WRITE} calendar.readonly calendar.events.readonly calendar.events.owned.readonly calendar.events.public.readonly calendar.events.freebusy calendar.calendarlist calendar.calendarlist.readonly calendar.settings calendar.settings.readonly`,
  ),
  calendarList: short('calendar calendar.readonly calendar.calendarlist calendar.calendarlist.readonly'),
  calendars: short('calendar calendar.readonly calendar.calendars calendar.calendars.readonly'),
  settings: short('calendar calendar.readonly calendar.settings calendar.settings.readonly'),
} as const;
