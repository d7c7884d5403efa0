import { BookingCancel, BookingParams } from '../../events/http/booking-requests.ts';
import type { Booking } from '../../events/stored/booking.ts';
import { type Change, changeBooking } from '../../shared/bookings/change-booking.ts';
import { cancelBooking } from '../../shared/domain/cancel-booking.ts';
import { HubError } from '../../shared/errors.ts';
import { route } from '../../shared/http/route.ts';
import { awaitCalendars } from './await-calendars.ts';
import { bookingReply } from './booking-reply.ts';
import { cancelMeetings } from './cancel-series.ts';
import type { Deps } from './deps.ts';
import { assertFresh } from './e-tag.ts';
import { assertMayWrite } from './may-change.ts';
import { assertMaySee, noBooking } from './may-see.ts';
import { isForSeveral } from './named-meeting.ts';

const cancelled = (
  current: Booking,
  by: string,
  reason: string | undefined,
  now: number,
): Change | undefined => {
  if (current.status === 'cancelled') return undefined;
  if (Date.parse(current.end) <= now)
    throw new HubError('booking_over', { detail: 'It has ended: nothing is left to cancel.' });
  const at = new Date(now).toISOString();
  return {
    after: cancelBooking(current, { at, by, ...(reason !== undefined && { reason }) }),
    type: 'booking.cancelled',
  };
};

/** `POST /v1/bookings/{id}/cancel`: the second time it answers the same and changes nothing. */
export const cancelRoute = (deps: Deps) =>
  route({ params: BookingParams, body: BookingCancel }, async (request) => {
    const { caller, params, body, ifMatch, requestId, waitSeconds } = request;
    assertMayWrite(caller);
    if (isForSeveral(body?.scope)) return cancelMeetings(deps, request, body.scope);
    const actor = { kind: 'user', id: caller.userId } as const;
    const target = { org: caller.org, id: params.id, actor, trace: requestId };
    const booking = await changeBooking(deps)(target, (current) => {
      assertMaySee(current, caller);
      if (current.status !== 'cancelled') assertFresh(ifMatch, current);
      return cancelled(current, caller.userId, body?.reason, deps.clock.now());
    });
    if (booking === undefined) throw noBooking();
    const waited = await awaitCalendars(deps)(booking, waitSeconds);
    return bookingReply(deps)(waited.booking, 200, waited.headers);
  });
