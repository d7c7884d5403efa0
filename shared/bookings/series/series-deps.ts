import type { SeriesStore } from '../../ports/series.ts';
import type { BookingDeps } from '../create-booking.ts';

/** What changing several meetings of a series needs. */
export interface SeriesDeps extends BookingDeps {
  readonly series: SeriesStore;
}
