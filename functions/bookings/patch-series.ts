import type { BookingPatch } from '../../events/http/booking-body.ts';
import type { Booking } from '../../events/stored/booking.ts';
import { changeSeries } from '../../shared/bookings/series/change-series.ts';
import type { Reply } from '../../shared/http/reply.ts';
import type { SignedInRequest } from '../../shared/http/request.ts';
import { awaitCalendars } from './await-calendars.ts';
import type { Deps } from './deps.ts';
import { mayChangeOf } from './may-change.ts';
import { namedMeeting } from './named-meeting.ts';
import { requestTime } from './request-time.ts';
import { seriesReply } from './series-reply.ts';

type Request = SignedInRequest<{ id: string }, unknown, BookingPatch>;

/** Over, or changed by somebody else, while the others were changed. */
const leftOf = (left: readonly Booking[]) =>
  left.map(({ id, start, end, status }) => ({
    ...{ id, start, end },
    code: status === 'cancelled' ? 'booking_over' : 'stale',
  }));

/** `PATCH /v1/bookings/{id}` with the scope `following` or `all`. */
export const patchMeetings = async (
  deps: Deps,
  request: Request,
  scope: 'following' | 'all',
): Promise<Reply> => {
  const time = requestTime(deps);
  const { caller, params, body, ifMatch, requestId } = request;
  const { org, userId: id } = caller;
  const named = await namedMeeting(deps, { caller, id: params.id, ifMatch });
  const actor = { kind: 'user', id } as const;
  const about = { org, named, scope, patch: body, actor, trace: requestId, stopAt: time.stopAt };
  const { changed, left } = await changeSeries(deps)({ ...about, may: mayChangeOf(caller) });
  const now = changed.find((each) => each.id === named.id) ?? named;
  const waited = await awaitCalendars(deps)(now, time.waitSeconds(request.waitSeconds));
  const series = { id: now.seriesId ?? '', count: changed.length, left: leftOf(left) };
  return seriesReply(deps)(waited.booking, series, { headers: waited.headers });
};
