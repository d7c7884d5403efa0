import * as z from 'zod';
import { ReminderAudience } from '../stored/booking-terms.ts';
import { durationSeconds, minutesField } from './duration-field.ts';

const Reminder = z.strictObject({
  /** Whole minutes before the start. */
  before: minutesField('PT1M', 'P28D'),
  to: ReminderAudience.default('all'),
});
type Reminder = z.infer<typeof Reminder>;

/** `all` are both, so that somebody would be reminded twice in one minute. */
const isSaidTwice = (one: Reminder, other: Reminder): boolean =>
  durationSeconds(one.before) === durationSeconds(other.before) &&
  (one.to === other.to || one.to === 'all' || other.to === 'all');

/** Who is reminded, and when. */
export const eventTypeReminders = z
  .array(Reminder)
  .max(5, 'must have at most 5 entries')
  .refine(
    (all) => all.every((one, index) => !all.slice(index + 1).some((other) => isSaidTwice(one, other))),
    'must not remind anybody twice at one time',
  );
