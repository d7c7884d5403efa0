import type { BookingPatch } from '../../events/http/booking-body.ts';
import type { Booking } from '../../events/stored/booking.ts';
import { changeSeries } from '../../shared/bookings/series/change-series.ts';
import type { Reply } from '../../shared/http/reply.ts';
import type { SignedInRequest } from '../../shared/http/request.ts';
import type { Deps } from './deps.ts';
import { severalMeetings } from './several-meetings.ts';

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
  const { about, reply } = await severalMeetings(deps, request, scope);
  const { changed, left } = await changeSeries(deps)({ ...about, patch: request.body });
  return reply(changed, leftOf(left));
};
