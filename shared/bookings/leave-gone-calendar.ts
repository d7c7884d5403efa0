import type { Booking, CalendarEntry } from '../../events/stored/booking.ts';
import type { Connection } from '../../events/stored/connection.ts';
import { replaceEntry } from '../domain/replace-entry.ts';
import { changeBooking } from './change-booking.ts';
import type { CommitDeps } from './commit-booking.ts';
import { eventId } from './event-id.ts';

/** Whether the calendar of a host's entry is gone, or will not take an event that was never made, and there is another one to go to. */
export const isLost = (
  { calendars, calendarId: present }: Connection,
  { calendarId, base }: CalendarEntry,
): boolean =>
  calendarId !== present &&
  calendars.some(
    (each) => each.calendarId === calendarId && (each.gone || (!each.writable && base === undefined)),
  );

/** Takes one booking out of a calendar that is lost to it, to where bookings of the connection go now. Safe to repeat. */
export const leaveGoneCalendar =
  (deps: CommitDeps) =>
  async (connection: Connection, { org, id }: Pick<Booking, 'org' | 'id'>, trace: string): Promise<void> => {
    const { userId, feedId, calendarId } = connection;
    await changeBooking(deps)({ org, id, actor: { kind: 'system' }, trace }, (current) => {
      const entry = current.calendars[userId];
      const lies = entry?.connectionId === connection.id && isLost(connection, entry);
      if (!lies || (entry.state === 'removed' && entry.owed === undefined)) return undefined;
      const at = new Date(deps.clock.now()).toISOString();
      const after = replaceEntry(current, { userId, feedId, calendarId, eventIdOf: eventId, at });
      if (after === undefined) return undefined;
      const isNews = after.revision !== current.revision;
      return { after, ...(isNews && { type: 'booking.changed', changed: ['conference'] }) };
    });
  };
