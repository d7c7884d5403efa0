export interface Interval {
  readonly start: string;
  readonly end: string;
}

const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);

/** Sorted, and one where they overlap or touch. Empty intervals are no time. */
export const mergeBusy = (intervals: readonly Interval[]): Interval[] => {
  const merged: { start: string; end: string }[] = [];
  const sorted = intervals
    .filter(({ start, end }) => start < end)
    .toSorted((a, b) => (a.start < b.start ? -1 : 1));
  for (const { start, end } of sorted) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = later(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
};

/** What lies inside the window. */
export const clipBusy = (intervals: readonly Interval[], window: Interval): Interval[] =>
  intervals
    .map(({ start, end }) => ({ start: later(start, window.start), end: earlier(end, window.end) }))
    .filter(({ start, end }) => start < end);

/** What is left without one interval. */
export const cutBusy = (intervals: readonly Interval[], hole: Interval): Interval[] =>
  intervals
    .flatMap(({ start, end }) => [
      { start, end: earlier(end, hole.start) },
      { start: later(start, hole.end), end },
    ])
    .filter(({ start, end }) => start < end);
