import type { Location } from '../../events/stored/booking.ts';
import type { Platform } from '../../events/stored/org-settings.ts';

const PLATFORMS: Readonly<Record<Location['kind'], Platform | undefined>> = {
  google_meet: 'google_meet',
  teams: 'microsoft_teams',
  zoom: 'zoom',
  custom: undefined,
  in_person: undefined,
};

/** Which platform makes the link of such a place; undefined where none does. */
export const locationPlatform = (kind: Location['kind']): Platform | undefined => PLATFORMS[kind];
