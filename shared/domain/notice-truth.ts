import type { Booking } from '../../events/stored/booking.ts';
import type { Told } from '../../events/stored/notice.ts';
import { placeOf } from './place-of.ts';

/** What is true now of a booking for somebody who does, or no longer does, take part in it. */
export const noticeTruth = (booking: Booking, present: boolean): Told => {
  const place = placeOf(booking.location);
  const joinUrl = booking.conference?.joinUrl;
  return {
    status: present && booking.status === 'confirmed' ? 'confirmed' : 'cancelled',
    revision: booking.revision,
    title: booking.title,
    start: booking.start,
    end: booking.end,
    ...(place !== undefined && { place }),
    ...(joinUrl !== undefined && { joinUrl }),
    invited: false,
  };
};
