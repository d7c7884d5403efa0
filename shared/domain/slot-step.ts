const MINUTE_MS = 60_000;
const STEPS_MS = [30, 20, 15, 10, 5].map((minutes) => minutes * MINUTE_MS);
const SMALLEST_MS = 5 * MINUTE_MS;

/** How far apart starts are offered, in milliseconds: at most half an hour, and so that meetings of this length lie side by side without gaps. */
export const slotStep = (durationMs: number): number =>
  STEPS_MS.find((step) => durationMs % step === 0) ?? SMALLEST_MS;
