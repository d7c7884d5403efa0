import type { SeriesStore } from '../../ports/series.ts';
import type { SeriesLetters } from '../../ports/series-letters.ts';
import type { NoticeDeps } from '../notice-deps.ts';

/** What telling people of several meetings at once needs. */
export interface SeriesNoticeDeps extends NoticeDeps {
  readonly series: SeriesStore;
  readonly seriesLetters: SeriesLetters;
}
