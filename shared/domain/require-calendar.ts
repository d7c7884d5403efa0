import type { Platform } from '../../events/stored/org-settings.ts';
import { HubError } from '../errors.ts';
import { PLATFORM_NAMES } from './platform-name.ts';
import { calendarBehind } from './rides-on.ts';

/** Throws `invalid_request` naming `platform` where its accounts have no calendar that could be read. */
export const requireCalendar = (platform: Platform): void => {
  if (calendarBehind(platform) !== undefined) return;
  throw new HubError('invalid_request', {
    detail: `Nothing is read through ${PLATFORM_NAMES[platform]}: see errors.`,
    errors: [{ field: 'platform', message: 'must be a calendar, or ride on one' }],
  });
};
