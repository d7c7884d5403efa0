import type { Booking } from '../../events/stored/booking.ts';

/** Whose calendar or conference account may hold something of a booking; a copy is the organizer's very event. */
export const holdersOf = ({ calendars, meetings }: Pick<Booking, 'calendars' | 'meetings'>): string[] => [
  ...Object.entries(calendars)
    .filter(([, { role, state }]) => role !== 'copy' && state !== 'removed')
    .map(([userId]) => userId),
  ...Object.entries(meetings)
    .filter(([, { state, recheckAt }]) => state !== 'removed' || recheckAt !== undefined)
    .map(([userId]) => userId),
];
