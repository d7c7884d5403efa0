import type { Platform } from '../../events/stored/org-settings.ts';

export const PLATFORM_NAMES: Readonly<Record<Platform, string>> = {
  google_calendar: 'Google Calendar',
  google_meet: 'Google Meet',
  outlook_calendar: 'Outlook Calendar',
  microsoft_teams: 'Microsoft Teams',
  zoom: 'Zoom',
};
