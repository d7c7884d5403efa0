import type { Booking } from '../../events/stored/booking.ts';
import type { ConnectedCalendar, Connection } from '../../events/stored/connection.ts';
import type { OrgSettings } from '../../events/stored/org-settings.ts';
import { knownCalendars } from '../domain/known-calendars.ts';
import { locationPlatform } from '../domain/location-platform.ts';
import { organizerOf } from '../domain/organizer-of.ts';
import { planCalendars } from '../domain/plan-calendars.ts';
import { PLATFORM_NAMES } from '../domain/platform-name.ts';
import { HubError } from '../errors.ts';
import { eventId } from './event-id.ts';
import { requireRegistration } from './require-registration.ts';

interface Request {
  /** The calendar that the caller wants the event in, by our id. */
  readonly calendar: string | undefined;
  /** Of all hosts. */
  readonly connections: readonly Connection[];
  readonly settings: Pick<OrgSettings, 'platforms'>;
}

const refuse = (message: string): never => {
  throw new HubError('invalid_request', {
    detail: 'The calendar is not valid: see errors.',
    errors: [{ field: 'calendar', message }],
  });
};

const find = (
  connections: readonly Connection[],
  id: string,
): { connection: Connection; calendar: ConnectedCalendar } => {
  for (const connection of connections) {
    const calendar = knownCalendars(connection).find((each) => each.id === id);
    if (calendar && !calendar.gone) return { connection, calendar };
  }
  return refuse('is no calendar of a host: name one of theirs by its id, or leave this out');
};

/** Throws unless events can be made in it now. */
const findUsable = (connections: readonly Connection[], id: string) => {
  const found = find(connections, id);
  if (!found.calendar.writable) refuse('is one that its account may not write to');
  if (found.connection.state !== 'connected') refuse('belongs to an account that is not connected now');
  return found;
};

const assertLiesIn = ({ calendars }: Booking, { connection, calendar }: ReturnType<typeof find>): void => {
  const organizer = organizerOf({ calendars });
  if (organizer?.userId !== connection.userId)
    refuse('is not a calendar of the host who organizes: name one of theirs, or list its owner first');
  const { entry } = organizer ?? {};
  if (entry?.connectionId !== connection.id || entry.calendarId !== calendar.calendarId)
    refuse('is not where the event lies, and events do not change calendars: cancel it and book anew');
};

const assertServed = ({ location }: Booking, { platforms }: Request['settings']): void => {
  const platform = location && locationPlatform(location.kind);
  if (platform === undefined) return;
  if (!platforms.includes(platform))
    throw new HubError('platform_disabled', {
      detail: `${PLATFORM_NAMES[platform]} is switched off in this organisation: choose another location.`,
      extra: { platform },
    });
};

/**
 * The booking with its calendars and conference planned, nothing owed yet; a calendar that is not read yet has the feed ''. Throws
 * `platform_disabled`, `platform_not_connected`, and `invalid_request` when the wanted calendar cannot take the event, or there
 * is no link for each guest.
 */
export const claimCalendars = (booking: Booking, { calendar, connections, settings }: Request): Booking => {
  assertServed(booking, settings);
  const named = calendar === undefined ? undefined : findUsable(connections, calendar);
  const claimed = { ...booking, ...planCalendars(booking, connections, eventId) };
  if (named && booking.status === 'confirmed') assertLiesIn(claimed, named);
  requireRegistration(claimed, connections);
  return claimed;
};
