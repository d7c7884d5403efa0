/** Seven days of free starts, as a guest sees them. Dates are those of the zone. */
export interface WeekOffer {
  readonly zone: string;
  readonly from: string;
  /** Epoch milliseconds, in order. */
  readonly starts: readonly number[];
  /** Where there are none: the next one, and its date. */
  readonly next?: { readonly start: number; readonly from: string };
  /** Where the page before begins; absent where nothing lies before. */
  readonly earlier?: string;
  readonly later: string;
}
