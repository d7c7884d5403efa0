import { CalendarPlatform, type Platform } from '../../events/stored/org-settings.ts';

const CARRIERS: Readonly<Partial<Record<Platform, CalendarPlatform>>> = {
  google_meet: 'google_calendar',
  microsoft_teams: 'outlook_calendar',
};

/** The calendar whose account and consent a platform uses, so that it is only switched on and off beside it; undefined for one that is connected itself. */
export const carrierOf = (platform: Platform): CalendarPlatform | undefined => CARRIERS[platform];

/** Whose calendars are read for whoever has the platform: its own, or those that it rides on; undefined where there are none. */
export const calendarBehind = (platform: Platform): CalendarPlatform | undefined =>
  carrierOf(platform) ?? CalendarPlatform.options.find((each) => each === platform);
