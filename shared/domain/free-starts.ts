import { type Interval, mergeBusy } from './busy-time.ts';

const GRID_MS = 15 * 60_000;

const onGrid = (ms: number): number => Math.ceil(ms / GRID_MS) * GRID_MS;

interface Search {
  /** Epoch milliseconds: the first start that is considered, and the first that is not. */
  readonly from: number;
  readonly until: number;
  readonly lengthMs: number;
  readonly count: number;
}

/** The first free intervals of this length on the quarter-hour grid. */
export const freeStarts = (
  busy: readonly Interval[],
  { from, until, lengthMs, count }: Search,
): Interval[] => {
  const taken = mergeBusy(busy).map(({ start, end }) => ({ start: Date.parse(start), end: Date.parse(end) }));
  const found: Interval[] = [];
  let start = onGrid(from);
  while (start < until && found.length < count) {
    const obstacle = taken.find((one) => one.start < start + lengthMs && start < one.end);
    if (obstacle) start = onGrid(obstacle.end);
    else {
      found.push({ start: new Date(start).toISOString(), end: new Date(start + lengthMs).toISOString() });
      start += GRID_MS;
    }
  }
  return found;
};
