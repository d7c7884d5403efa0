import { bookingPlace } from '../../shared/domain/booking-place.ts';
import type { BookingPage } from '../../shared/ports/bookings.ts';
import type { SeriesStore } from '../../shared/ports/series.ts';

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
    const after = cursor === undefined ? '' : bookingPlace.read(cursor);
    const found = await series.read(org, seriesId);
    const ids = found?.occurrences.map(({ bookingId }) => bookingId) ?? [];
    const rest = (await series.bookings(org, ids))
      .filter((booking) => booking.seriesId === seriesId && bookingPlace.of(booking) > after)
      .toSorted((a, b) => (bookingPlace.of(a) < bookingPlace.of(b) ? -1 : 1));
    const items = rest.slice(0, limit);
    const cursors = items.map((booking) => bookingPlace.write(bookingPlace.of(booking)));
    const next = rest.length > limit ? cursors.at(-1) : undefined;
    return { items, cursors, ...(next !== undefined && { next }) };
  };
