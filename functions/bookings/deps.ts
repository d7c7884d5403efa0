import type { SeriesDeps } from '../../shared/bookings/series/series-deps.ts';
import type { Notices } from '../../shared/ports/notices.ts';

/** What the routes of this function work with. */
export interface Deps extends SeriesDeps {
  readonly notices: Notices;
}
