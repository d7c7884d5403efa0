import { BookingParams } from '../../events/http/booking-requests.ts';
import { route } from '../../shared/http/route.ts';
import { readView } from './booking-reply.ts';
import type { Deps } from './deps.ts';
import { eTagOf, isListed } from './e-tag.ts';
import { assertMaySee, noBooking } from './may-see.ts';
import { poll } from './poll.ts';

/** `GET /v1/bookings/{id}`; with If-None-Match and `Prefer: wait=N` it answers when something has changed. */
export const getBooking = (deps: Pick<Deps, 'bookings' | 'notices'>) =>
  route({ params: BookingParams }, async ({ caller, params, ifNoneMatch, waitSeconds }) => {
    const read = async () => {
      const booking = await deps.bookings.read(caller.org, params.id);
      if (booking === undefined) throw noBooking();
      assertMaySee(booking, caller);
      const body = await readView(deps)(booking);
      return { body, eTag: eTagOf(body) };
    };
    const seconds = ifNoneMatch === undefined ? 0 : waitSeconds;
    const { body, eTag } = await poll(seconds, read, (now) => !isListed(ifNoneMatch, now.eTag));
    const headers = { etag: eTag, ...(seconds > 0 && { 'preference-applied': `wait=${seconds}` }) };
    return isListed(ifNoneMatch, eTag) ? { status: 304, headers } : { status: 200, body, headers };
  });
