import type { Span } from './span.ts';
import { DAY_MS } from './wall-day.ts';
import type { OffsetSpan } from './zone-offsets.ts';

/** Every `stepMs` from each midnight of a wall clock: steps that do not fill a day begin anew on the next one. */
export interface Grid {
  readonly offsets: readonly OffsetSpan[];
  readonly stepMs: number;
}

/** The first time on the grid that is not before this one, both on the wall clock. */
const onGrid = (wall: number, stepMs: number): number => {
  const midnight = Math.floor(wall / DAY_MS) * DAY_MS;
  return midnight + Math.min(DAY_MS, Math.ceil((wall - midnight) / stepMs) * stepMs);
};

const pushStarts = (starts: number[], span: Span, offset: number, stepMs: number): void => {
  const end = span.end + offset;
  for (let wall = onGrid(span.start + offset, stepMs); wall < end; wall = onGrid(wall + 1, stepMs))
    starts.push(wall - offset);
};

/** The starts on the grid within spans (merged, as the offsets are): epoch milliseconds, in order. One sweep over both. */
export const gridStarts = ({ offsets, stepMs }: Grid, spans: readonly Span[]): number[] => {
  const starts: number[] = [];
  let index = 0;
  for (const span of spans) {
    while ((offsets[index]?.end ?? span.start) < span.start) index += 1;
    for (let at = index; (offsets[at]?.start ?? span.end) < span.end; at += 1) {
      const { start, end, offset } = offsets[at] ?? { ...span, offset: 0 };
      const part = { start: Math.max(start, span.start), end: Math.min(end, span.end) };
      pushStarts(starts, part, offset, stepMs);
    }
  }
  return starts;
};
