import type { Booking } from '../../events/stored/booking.ts';
import type { GuestLink } from '../../events/stored/guest-link.ts';
import { guestLinkEnd } from '../domain/guest-link-end.ts';

/** What a guest's token opens: 30 days after the meeting it ends. */
export const guestLinkOf = (
  { org, id, end }: Pick<Booking, 'org' | 'id' | 'end'>,
  guestId: string,
): GuestLink => ({
  v: 1,
  org,
  bookingId: id,
  guestId,
  expiresAt: new Date(guestLinkEnd(end)).toISOString(),
});
