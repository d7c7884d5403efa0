import { BookingParams } from '../../events/http/booking-requests.ts';
import type { Booking } from '../../events/stored/booking.ts';
import { HubError } from '../../shared/errors.ts';
import { route } from '../../shared/http/route.ts';
import type { Deps } from './deps.ts';
import { isHost, noBooking } from './may-see.ts';
import { type ZoomLinkDeps, zoomStartLink } from './zoom-start-link.ts';

const joinLink = ({ conference, end }: Booking): { url: string; expiresAt: string } => {
  if (conference?.joinUrl !== undefined) return { url: conference.joinUrl, expiresAt: end };
  const detail = conference
    ? 'The link is not there yet: ask again in a moment.'
    : 'This booking has no conference.';
  throw new HubError('not_found', { detail });
};

/** `GET /v1/bookings/{id}/start-link`: for its hosts alone. */
export const getStartLink = (deps: Pick<Deps, 'bookings'> & ZoomLinkDeps) =>
  route({ params: BookingParams }, async ({ caller, params }) => {
    const booking = await deps.bookings.read(caller.org, params.id);
    if (booking === undefined) throw noBooking();
    if (!isHost(booking, caller))
      throw new HubError('forbidden', { detail: 'Only a host of the booking gets its start link.' });
    if (booking.status === 'cancelled')
      throw new HubError('booking_over', { detail: 'The booking is cancelled.' });
    const isZoom = booking.conference?.kind === 'zoom';
    const body = isZoom ? await zoomStartLink(deps)(booking) : joinLink(booking);
    return { status: 200, body, headers: { 'cache-control': 'no-store' } };
  });
