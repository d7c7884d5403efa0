const SUFFIX = '~next';

/** Under which the new time of a meeting of a series stands in an agenda until the meeting itself does. */
export const holdId = (bookingId: string): string => `${bookingId}${SUFFIX}`;

export const isHoldId = (id: string): boolean => id.endsWith(SUFFIX);
