import { ianaZone } from '../../events/fields.ts';
import type { Booking, Guest } from '../../events/stored/booking.ts';

/** The zone that a page is asked for, else the guest's own. Words that name none are not heeded: links are handed on, and grow. */
export const shownZone = (asked: unknown, booking: Booking, guest: Guest): string => {
  const zone = ianaZone.safeParse(asked);
  return zone.success ? zone.data : (guest.zone ?? booking.zone);
};
