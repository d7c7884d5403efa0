import type { Booking } from '../../events/stored/booking.ts';
import type { QueuedWork } from '../../events/stored/due.ts';
import { wholeSeriesId } from './series-id.ts';

/** The message that people may have to be told of this booking. */
export const bookingMail = (
  { org, id: bookingId, seriesId }: Pick<Booking, 'org' | 'id' | 'seriesId'>,
  trace: string,
): QueuedWork => ({
  queue: 'mail',
  body: {
    ...{ v: 1, org, bookingId, trace },
    ...(seriesId !== undefined && { seriesId: wholeSeriesId(seriesId) }),
  },
});
