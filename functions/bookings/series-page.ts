import type { Booking } from '../../events/stored/booking.ts';
import { HubError } from '../../shared/errors.ts';
import type { BookingPage } from '../../shared/ports/bookings.ts';
import type { SeriesStore } from '../../shared/ports/series.ts';

const PLACE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#[\w-]+$/u;

const placeOf = ({ start, id }: Booking): string => `${start}#${id}`;

const decode = (cursor: string | undefined): string => {
  if (cursor === undefined) return '';
  const place = Buffer.from(cursor, 'base64url').toString();
  if (PLACE.test(place)) return place;
  throw new HubError('invalid_cursor', {
    detail: 'This cursor is not one of ours: start again without one.',
  });
};

interface Query {
  readonly org: string;
  readonly seriesId: string;
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** Meetings of a series, or of a part of one, by start. */
export const seriesPage =
  ({ series }: { readonly series: Pick<SeriesStore, 'read' | 'bookings'> }) =>
  async ({ org, seriesId, limit, cursor }: Query): Promise<BookingPage> => {
    const after = decode(cursor);
    const found = await series.read(org, seriesId);
    const ids = found?.occurrences.map(({ bookingId }) => bookingId) ?? [];
    const rest = (await series.bookings(org, ids))
      .filter((booking) => booking.seriesId === seriesId && placeOf(booking) > after)
      .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
    const items = rest.slice(0, limit);
    const last = items.at(-1);
    return {
      items,
      ...(rest.length > limit && last && { next: Buffer.from(placeOf(last)).toString('base64url') }),
    };
  };
