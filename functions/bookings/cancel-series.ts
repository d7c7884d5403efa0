import type { BookingCancel } from '../../events/http/booking-requests.ts';
import { cancelSeries } from '../../shared/bookings/series/cancel-series.ts';
import { HubError } from '../../shared/errors.ts';
import type { Reply } from '../../shared/http/reply.ts';
import type { SignedInRequest } from '../../shared/http/request.ts';
import type { Deps } from './deps.ts';
import { severalMeetings } from './several-meetings.ts';

type Request = SignedInRequest<{ id: string }, unknown, BookingCancel>;

/** `POST /v1/bookings/{id}/cancel` with the scope `following` or `all`: the second time it answers the same and changes nothing. */
export const cancelMeetings = async (
  deps: Deps,
  request: Request,
  scope: 'following' | 'all',
): Promise<Reply> => {
  const { about, reply } = await severalMeetings(deps, request, scope);
  const { status, end } = about.named;
  if (status !== 'cancelled' && Date.parse(end) <= deps.clock.now())
    throw new HubError('booking_over', { detail: 'It has ended: name one that is to come.' });
  return reply(await cancelSeries(deps)({ ...about, reason: request.body?.reason }), []);
};
