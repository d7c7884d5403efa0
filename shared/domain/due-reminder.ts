import type { Booking } from '../../events/stored/booking.ts';
import type { Notice, Reminded } from '../../events/stored/notice.ts';
import { reminderTimes } from './reminder-times.ts';

interface Circumstances {
  readonly booking: Pick<Booking, 'start' | 'reminders'>;
  readonly role: 'host' | 'guest';
  /** Of somebody who knows when the meeting begins. */
  readonly notice: Notice;
  /** UTC instant. */
  readonly now: string;
}

/**
 * The reminder that this reader is owed: the nearest to the start of all that are due, as one says what the others would have said.
 * None is owed for a time before they knew of the meeting, nor one that was dealt with, nor any before that.
 */
export const dueReminder = ({ booking, role, notice, now }: Circumstances): Reminded | undefined => {
  const { start } = booking;
  const { since = '', reminded } = notice;
  const due = reminderTimes(booking, role).findLast(({ at }) => at > since && at <= now);
  if (due === undefined) return undefined;
  const isDealtWith = reminded?.start === start && reminded.minutes <= due.minutes;
  return isDealtWith ? undefined : { start, minutes: due.minutes };
};
