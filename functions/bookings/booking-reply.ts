import type { BookingView } from '../../events/http/booking-view.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { Reply } from '../../shared/http/reply.ts';
import type { Notices } from '../../shared/ports/notices.ts';
import { eTagOf } from './e-tag.ts';
import { viewBooking } from './view-booking.ts';

export const readView =
  ({ notices }: { readonly notices: Notices }) =>
  async (booking: Booking): Promise<BookingView> =>
    viewBooking(booking, await notices.ofBooking(booking.org, booking.id));

/** The present representation, with its ETag. */
export const bookingReply =
  (deps: { readonly notices: Notices }) =>
  async (booking: Booking, status = 200, headers: Readonly<Record<string, string>> = {}): Promise<Reply> => {
    const body = await readView(deps)(booking);
    return { status, body, headers: { etag: eTagOf(body), ...headers } };
  };
