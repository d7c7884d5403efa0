import type { Booking } from '../../events/stored/booking.ts';
import type { Told } from '../../events/stored/notice.ts';
import type { Series } from '../../events/stored/series.ts';
import type { Letter } from './letters.ts';

/** One meeting of a series as its reader's calendar is to hold it. */
export interface SeriesMeeting {
  readonly booking: Booking;
  /** What they know of it once this mail is read; absent: nothing. */
  readonly told: Told | undefined;
}

/** One mail to one reader about several meetings of a series. */
export interface SeriesLetter {
  /** Those that it tells of, by the rule; the first says who reads it, and for all when it was written. */
  readonly letters: readonly [Letter, ...Letter[]];
  readonly series: Series;
  /** All that there are, by the rule. */
  readonly meetings: readonly SeriesMeeting[];
}

export interface SeriesLetters {
  /** The whole message as MIME bytes. */
  write(letter: SeriesLetter): Promise<Uint8Array>;
}
