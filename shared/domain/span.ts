import type { Interval } from './busy-time.ts';

/** [start, end) in whole milliseconds: of the epoch, of a wall clock, or the starts that a rule is about. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Epoch milliseconds of stored intervals. */
export const spansOf = (intervals: readonly Interval[]): Span[] =>
  intervals.map(({ start, end }) => ({ start: Date.parse(start), end: Date.parse(end) }));

/** Sorted, and one where they overlap or touch. Empty spans are nothing. */
export const mergeSpans = (spans: readonly Span[]): Span[] => {
  const merged: { start: number; end: number }[] = [];
  const sorted = spans.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start);
  for (const { start, end } of sorted) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
};

/** What lies in both. Each list is merged, and so is the result. */
export const intersectSpans = (ours: readonly Span[], theirs: readonly Span[]): Span[] => {
  const shared: Span[] = [];
  let [i, j] = [0, 0];
  for (let [a, b] = [ours[i], theirs[j]]; a && b; [a, b] = [ours[i], theirs[j]]) {
    const [start, end] = [Math.max(a.start, b.start), Math.min(a.end, b.end)];
    if (start < end) shared.push({ start, end });
    if (a.end < b.end) i += 1;
    else j += 1;
  }
  return shared;
};

/** Everything that is in none of them; they are merged. */
export const outsideSpans = (spans: readonly Span[]): Span[] =>
  [{ start: 0, end: Number.NEGATIVE_INFINITY }, ...spans]
    .map(({ end }, index) => ({ start: end, end: spans[index]?.start ?? Number.POSITIVE_INFINITY }))
    .filter(({ start, end }) => start < end);

/** Whether one of them holds a time; they are merged. */
export const isWithin = (spans: readonly Span[], time: number): boolean => {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle]?.end ?? 0) <= time) low = middle + 1;
    else high = middle;
  }
  return (spans[low]?.start ?? Number.POSITIVE_INFINITY) <= time;
};
