import type { Booking } from '../../events/stored/booking.ts';
import type { GuestLink } from '../../events/stored/guest-link.ts';
import { guestLinkEnd } from './guest-link-end.ts';

/** Whether a guest's link has ended at `now` (epoch ms). The mail said 30 days after the meeting; one that was moved later takes it along. */
export const isLinkOver = (
  { expiresAt }: Pick<GuestLink, 'expiresAt'>,
  { end }: Pick<Booking, 'end'>,
  now: number,
): boolean => Math.max(Date.parse(expiresAt), guestLinkEnd(end)) <= now;
