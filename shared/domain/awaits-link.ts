import type { Booking } from '../../events/stored/booking.ts';
import { lacksOwnLinks } from './guest-link.ts';

const PATIENCE_MS = 20_000;
/** Many links are made one after the other, and one mail tells of all. */
const SERIES_PATIENCE_MS = 120_000;

/** Until when mails of this booking hold back for its join link; undefined = they hold back for nothing. */
export const awaitsLink = (booking: Booking, now: string): string | undefined => {
  const isPending = booking.conference?.state === 'pending' || lacksOwnLinks(booking);
  if (booking.status !== 'confirmed' || !isPending || !booking.noticesSince) return undefined;
  const patience = booking.seriesId === undefined ? PATIENCE_MS : SERIES_PATIENCE_MS;
  const until = new Date(Date.parse(booking.noticesSince) + patience).toISOString();
  return now < until ? until : undefined;
};
