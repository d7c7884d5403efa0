import type { DateTime } from 'luxon';

/** Whether the wall clock shows this time twice on its day, as it does when the clock is put back. */
export const isShownTwice = (at: DateTime): boolean => at.getPossibleOffsets().length > 1;
