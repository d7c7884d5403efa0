import type { SeriesOutcome } from '../../events/http/booking-view.ts';
import type { Booking } from '../../events/stored/booking.ts';
import type { Reply } from '../../shared/http/reply.ts';
import { bookingReply } from './booking-reply.ts';
import type { Deps } from './deps.ts';

interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One meeting, and what became of the others of its series. */
export const seriesReply =
  (deps: Pick<Deps, 'notices'>) =>
  async (
    booking: Booking,
    series: SeriesOutcome,
    { status = 200, headers = {} }: Answer = {},
  ): Promise<Reply> => {
    const reply = await bookingReply(deps)(booking, status, headers);
    return { ...reply, body: { ...Object(reply.body), series } };
  };
