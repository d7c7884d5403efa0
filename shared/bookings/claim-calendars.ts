import type { Booking } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import type { OrgSettings } from '../../events/stored/org-settings.ts';
import { planCalendars } from '../domain/plan-calendars.ts';
import { HubError } from '../errors.ts';
import { eventId } from './event-id.ts';

interface Request {
  /** The calendar that the caller wants the event in. */
  readonly calendar: string | undefined;
  readonly connections: readonly Connection[];
  readonly settings: Pick<OrgSettings, 'platforms'>;
}

/**
 * The booking with its calendars and conference planned, nothing owed yet. Throws `platform_disabled`, `platform_not_connected`,
 * and `invalid_request` when the wanted calendar is not the organizer's.
 */
export const claimCalendars = (booking: Booking, { calendar, connections, settings }: Request): Booking => {
  if (booking.location?.kind === 'google_meet' && !settings.platforms.includes('google_meet'))
    throw new HubError('platform_disabled', {
      detail: 'Google Meet is switched off in this organisation: choose another location.',
      extra: { platform: 'google_meet' },
    });
  const { calendars, conference } = planCalendars(booking, connections, eventId);
  const organizers = Object.values(calendars).filter(({ role }) => role === 'organizer');
  if (
    calendar !== undefined &&
    booking.status === 'confirmed' &&
    !organizers.some(({ calendarId }) => calendarId === calendar)
  )
    throw new HubError('invalid_request', {
      detail: 'The calendar is not valid: see errors.',
      errors: [
        {
          field: 'calendar',
          message: "is not the organizer's target calendar: name that one, or leave this out",
        },
      ],
    });
  return { ...booking, calendars, conference };
};
