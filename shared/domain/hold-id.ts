/** Under which the new time of a meeting of a series stands in an agenda until the meeting itself does. */
export const holdId = (bookingId: string): string => `${bookingId}~next`;
