import type { BookingCancel } from '../../events/http/booking-requests.ts';
import { cancelSeries } from '../../shared/bookings/series/cancel-series.ts';
import { HubError } from '../../shared/errors.ts';
import type { Reply } from '../../shared/http/reply.ts';
import type { SignedInRequest } from '../../shared/http/request.ts';
import { awaitCalendars } from './await-calendars.ts';
import type { Deps } from './deps.ts';
import { mayChangeOf } from './may-change.ts';
import { namedMeeting } from './named-meeting.ts';
import { requestTime } from './request-time.ts';
import { seriesReply } from './series-reply.ts';

type Request = SignedInRequest<{ id: string }, unknown, BookingCancel>;

/** `POST /v1/bookings/{id}/cancel` with the scope `following` or `all`: the second time it answers the same and changes nothing. */
export const cancelMeetings = async (
  deps: Deps,
  request: Request,
  scope: 'following' | 'all',
): Promise<Reply> => {
  const time = requestTime(deps);
  const { caller, params, body, ifMatch, requestId } = request;
  const { org, userId: id } = caller;
  const named = await namedMeeting(deps, { caller, id: params.id, ifMatch });
  if (named.status !== 'cancelled' && Date.parse(named.end) <= deps.clock.now())
    throw new HubError('booking_over', { detail: 'It has ended: name one that is to come.' });
  const actor = { kind: 'user', id } as const;
  const about = { org, named, scope, actor, trace: requestId, stopAt: time.stopAt, reason: body?.reason };
  const cancelled = await cancelSeries(deps)({ ...about, may: mayChangeOf(caller) });
  const now = cancelled.find((each) => each.id === named.id) ?? named;
  const waited = await awaitCalendars(deps)(now, time.waitSeconds(request.waitSeconds));
  const series = { id: named.seriesId ?? '', count: cancelled.length, left: [] };
  return seriesReply(deps)(waited.booking, series, { headers: waited.headers });
};
