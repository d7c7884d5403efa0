import type { SeriesScope } from '../../events/http/series-scope.ts';
import type { Booking } from '../../events/stored/booking.ts';
import { HubError } from '../../shared/errors.ts';
import type { Caller } from '../../shared/http/request.ts';
import type { Deps } from './deps.ts';
import { assertFresh } from './e-tag.ts';
import { assertMaySee, noBooking } from './may-see.ts';

interface Asked {
  readonly caller: Caller;
  readonly id: string;
  readonly ifMatch: string | undefined;
}

/** The meeting of a series that a request for several of them names, as its caller has seen it. */
export const namedMeeting = async (
  { bookings }: Pick<Deps, 'bookings'>,
  { caller, id, ifMatch }: Asked,
): Promise<Booking> => {
  const booking = await bookings.read(caller.org, id);
  if (booking === undefined) throw noBooking();
  assertMaySee(booking, caller);
  if (booking.status !== 'cancelled') assertFresh(ifMatch, booking);
  if (booking.seriesId === undefined)
    throw new HubError('invalid_request', {
      detail: 'The body is not valid: see errors.',
      errors: [
        { field: 'scope', message: 'is for meetings of a series, which this is none of: leave it out' },
      ],
    });
  return booking;
};

/** Whether a request is for more than the meeting that it names. */
export const isForSeveral = (scope: SeriesScope | undefined): scope is 'following' | 'all' =>
  scope === 'following' || scope === 'all';
