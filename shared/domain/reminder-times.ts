import { durationSeconds } from '../../events/http/duration-field.ts';
import type { Booking } from '../../events/stored/booking.ts';

interface ReminderTime {
  /** UTC instant. */
  readonly at: string;
  /** So long before the start, in elapsed time. */
  readonly minutes: number;
}

/** When hosts, guests or, without a role, anybody are to be reminded of a meeting, the earliest first. */
export const reminderTimes = (
  { start, reminders = [] }: Pick<Booking, 'start' | 'reminders'>,
  role?: 'host' | 'guest',
): ReminderTime[] =>
  reminders
    .filter(({ to }) => role === undefined || to === 'all' || to === `${role}s`)
    .flatMap(({ before }) => {
      const seconds = durationSeconds(before);
      return seconds === undefined
        ? []
        : [{ at: new Date(Date.parse(start) - seconds * 1000).toISOString(), minutes: seconds / 60 }];
    })
    .toSorted((one, other) => other.minutes - one.minutes);
