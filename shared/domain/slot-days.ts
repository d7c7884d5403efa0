import { dateIn } from './date-in.ts';

/** Starts (epoch milliseconds) by the date that the calendar of a zone shows, in the order in which they come. */
export const slotDays = (starts: readonly number[], zone: string): ReadonlyMap<string, readonly number[]> => {
  const days = new Map<string, number[]>();
  for (const start of starts) {
    const date = dateIn(zone, start);
    const day = days.get(date);
    if (day) day.push(start);
    else days.set(date, [start]);
  }
  return days;
};
