import type { Booking } from '../../events/stored/booking.ts';

/** Hosts who have declined, and nothing has followed from it yet; who comes after all is none of them. */
export const openDeclines = ({ status, declines = {}, hosts }: Booking): string[] =>
  status === 'confirmed'
    ? hosts
        .filter(({ userId, rsvp }) => rsvp === 'declined' && declines[userId]?.state === 'open')
        .map(({ userId }) => userId)
    : [];
