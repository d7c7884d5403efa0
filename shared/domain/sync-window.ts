const DAY_MS = 86_400_000;

/** The same day and time a year later; the last day of February after a leap day. */
const yearLater = (now: number): Date => {
  const date = new Date(now);
  const month = date.getUTCMonth();
  date.setUTCFullYear(date.getUTCFullYear() + 1);
  if (date.getUTCMonth() !== month) date.setUTCDate(0);
  return date;
};

/** What is read and kept of a calendar: one day back to twelve months ahead of `now` (epoch ms). */
export const syncWindow = (now: number): { readonly from: string; readonly to: string } => ({
  from: new Date(now - DAY_MS).toISOString(),
  to: yearLater(now).toISOString(),
});
