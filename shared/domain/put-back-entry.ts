import type { CalendarEntry } from '../../events/stored/booking.ts';

/** A parked entry as it goes on once its connection is back; undefined where it is not parked. */
export const putBackEntry = ({
  reason: _,
  notBefore: __,
  ...entry
}: CalendarEntry): CalendarEntry | undefined =>
  entry.state === 'parked'
    ? { ...entry, state: entry.owed === undefined ? 'synced' : 'pending', attempts: 0 }
    : undefined;
