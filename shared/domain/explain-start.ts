import { gridStarts } from './grid-starts.ts';
import { type SlotSearch, slotGrid } from './slot-grid.ts';
import { isWithin, spansOf } from './span.ts';
import { type HostTime, type StartRule, type StartRules, startRules } from './start-rules.ts';

export type BlockedBy = StartRule | 'not_on_grid';

interface ExplainedStart {
  /** Epoch milliseconds. */
  readonly start: number;
  /** Absent where the host can be booked. */
  readonly blockedBy?: StartRule;
}

const ruleAt = (rules: StartRules, start: number): StartRule | undefined =>
  rules.find(([, blocked]) => isWithin(blocked, start))?.[0];

/**
 * Why a host cannot be booked at a start, in epoch milliseconds; undefined: they can. `slots` for this host offers exactly the starts
 * on which this is undefined. Where several rules block, the first counts of: outside_hours, notice, horizon, unknown, busy, buffer,
 * day_full, week_full, not_on_grid.
 */
export const explainStart = (
  host: HostTime,
  search: Omit<SlotSearch, 'window'>,
  start: number,
): BlockedBy | undefined => {
  const window = { start: new Date(start).toISOString(), end: new Date(start + 1).toISOString() };
  const rule = ruleAt(startRules(host, { ...search, window }), start);
  if (rule !== undefined) return rule;
  const span = { start, end: start + 1 };
  return gridStarts(slotGrid(search, [host], span), [span]).length === 0 ? 'not_on_grid' : undefined;
};

/** The same for every start on the grid in the window, in order. */
export const explainStarts = (host: HostTime, search: SlotSearch): ExplainedStart[] => {
  const rules = startRules(host, search);
  const window = spansOf([search.window]);
  const grid = window.flatMap((span) => gridStarts(slotGrid(search, [host], span), [span]));
  return grid.map((start) => {
    const blockedBy = ruleAt(rules, start);
    return { start, ...(blockedBy && { blockedBy }) };
  });
};
