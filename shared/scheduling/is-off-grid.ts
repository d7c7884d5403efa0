import { gridStarts } from '../domain/grid-starts.ts';
import { slotGrid } from '../domain/slot-grid.ts';
import { searchOf } from './find-slots.ts';
import type { Roster } from './read-roster.ts';

/** Whether meetings of this length never begin at an instant, whoever is free. */
export const isOffGrid = (
  roster: Pick<Roster, 'hosts'>,
  { start, durationMs }: { readonly start: string; readonly durationMs: number },
): boolean => {
  const at = Date.parse(start);
  const span = { start: at, end: at + 1 };
  const search = searchOf(roster, { window: { start, end: start }, durationMs, now: at });
  return gridStarts(slotGrid(search, [], span), [span]).length === 0;
};
