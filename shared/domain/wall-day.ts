export const DAY_MS = 86_400_000;

/** Of a day, counted from 1970-01-01, a Thursday: 1 is Monday, 7 Sunday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** The day on which a wall clock's time lies, counted from 1970-01-01. */
export const dayOf = (wall: number): number => Math.floor(wall / DAY_MS);

/** The Monday of the ISO week of a day. */
export const mondayOf = (day: number): number => day - weekdayOf(day) + 1;
