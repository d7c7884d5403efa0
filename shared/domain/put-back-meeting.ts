import type { Meeting } from '../../events/stored/booking.ts';

/** A meeting whose work was parked as it goes on once its connection is back; undefined where none was. */
export const putBackMeeting = ({ reason: _, notBefore: __, ...entry }: Meeting): Meeting | undefined =>
  entry.state === 'parked'
    ? { ...entry, state: entry.owed === undefined ? 'synced' : 'pending', attempts: 0 }
    : undefined;
