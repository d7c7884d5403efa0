import type { Reminder } from '../../events/stored/booking-terms.ts';
import type { OrgSettings } from '../../events/stored/org-settings.ts';

/** An org's reminders as they are agreed for one booking or one event type: for everybody, each time once. */
export const orgReminders = ({ reminders }: Pick<OrgSettings, 'reminders'>): Reminder[] =>
  [...new Set(reminders)].map((minutes) => ({ before: `PT${minutes}M`, to: 'all' }));
