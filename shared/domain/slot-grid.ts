import type { Grid } from './grid-starts.ts';
import type { Span } from './span.ts';
import type { HostTime, Search } from './start-rules.ts';
import { zoneOffsets } from './zone-offsets.ts';

export interface SlotSearch extends Search {
  /** Starts are so many milliseconds apart, from each midnight of the wall clock in `gridZone`. */
  readonly gridMs: number;
  /** One grid for all hosts: named wherever several are asked about one by one. Without it the zone of the first host's schedule. */
  readonly gridZone?: string;
}

/** Where starts may lie, over a time in epoch milliseconds. */
export const slotGrid = (
  { gridMs, gridZone }: Pick<SlotSearch, 'gridMs' | 'gridZone'>,
  hosts: readonly Pick<HostTime, 'schedule'>[],
  time: Span,
): Grid => {
  if (!(gridMs > 0)) throw new RangeError('a grid needs steps');
  return { offsets: zoneOffsets(gridZone ?? hosts[0]?.schedule.zone ?? 'UTC', time), stepMs: gridMs };
};
