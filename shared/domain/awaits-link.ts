import type { Booking } from '../../events/stored/booking.ts';

const PATIENCE_MS = 20_000;

/** Until when mails of this booking hold back for its join link; undefined = they hold back for nothing. */
export const awaitsLink = (booking: Booking, now: string): string | undefined => {
  if (booking.status !== 'confirmed' || booking.conference?.state !== 'pending' || !booking.noticesSince)
    return undefined;
  const until = new Date(Date.parse(booking.noticesSince) + PATIENCE_MS).toISOString();
  return now < until ? until : undefined;
};
