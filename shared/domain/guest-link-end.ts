const OUTLIVES_MS = 30 * 24 * 3_600_000;

/** When the links of a meeting's guests end, by the end of the meeting: 30 days after it, in epoch milliseconds. */
export const guestLinkEnd = (end: string): number => Date.parse(end) + OUTLIVES_MS;
