import type { Interval } from './busy-time.ts';

interface Row extends Interval {
  readonly id: string;
}

/** The times that rows of a calendar take up or leave when those of `before` become those of `after`. */
export const touchedSpans = (before: readonly Row[], after: readonly Row[]): Interval[] => {
  const was = new Map(before.map((row) => [row.id, row]));
  const is = new Map(after.map((row) => [row.id, row]));
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((id) => {
    const [old, fresh] = [was.get(id), is.get(id)];
    if (old?.start === fresh?.start && old?.end === fresh?.end) return [];
    return [old, fresh].flatMap((row) => (row ? [{ start: row.start, end: row.end }] : []));
  });
};
