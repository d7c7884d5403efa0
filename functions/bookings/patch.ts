import { BookingPatch } from '../../events/http/booking-body.ts';
import { BookingParams } from '../../events/http/booking-requests.ts';
import { patchBooking } from '../../shared/bookings/patch-booking.ts';
import { route } from '../../shared/http/route.ts';
import { awaitCalendars } from './await-calendars.ts';
import { bookingReply } from './booking-reply.ts';
import type { Deps } from './deps.ts';
import { assertFresh } from './e-tag.ts';
import { assertMayAsk } from './may-change.ts';
import { assertMaySee, noBooking } from './may-see.ts';
import { isForSeveral } from './named-meeting.ts';
import { patchMeetings } from './patch-series.ts';

/** `PATCH /v1/bookings/{id}` */
export const patchRoute = (deps: Deps) =>
  route({ params: BookingParams, body: BookingPatch }, async (request) => {
    const { caller, params, body, ifMatch, requestId, waitSeconds } = request;
    assertMayAsk(caller, body);
    if (isForSeveral(body.scope)) return patchMeetings(deps, request, body.scope);
    const actor = { kind: 'user', id: caller.userId } as const;
    const target = { org: caller.org, id: params.id, actor, trace: requestId };
    const booking = await patchBooking(deps)(target, body, (current) => {
      assertMaySee(current, caller);
      assertFresh(ifMatch, current);
    });
    if (booking === undefined) throw noBooking();
    const waited = await awaitCalendars(deps)(booking, waitSeconds);
    return bookingReply(deps)(waited.booking, 200, waited.headers);
  });
