import type { RecurrenceRule } from '../../events/http/recurrence-rule.ts';
import { recurrenceDay } from './recurrence-day.ts';
import { instantOf, wallAt } from './wall-clock.ts';
import { DAY_MS, dayOf } from './wall-day.ts';
import { type OffsetSpan, zoneOffsets } from './zone-offsets.ts';

interface Recurrence {
  readonly rule: RecurrenceRule;
  /** On the wall clock of the zone: `2027-03-22T09:00:00`. */
  readonly start: string;
  readonly zone: string;
  /** Days of the zone, such as `2027-03-29`, that are left out. */
  readonly except: readonly string[];
}

/** There is at most one on a day. */
interface Occurrence {
  /** The day that the rule names: it stays the occurrence's name when that is moved. */
  readonly date: string;
  /** Epoch milliseconds. */
  readonly start: number;
  /** What the rule says, where the clock skips it: `2027-03-28T02:30:00`. */
  readonly skipped?: string;
}

interface Expanded {
  readonly occurrences: readonly Occurrence[];
  /** False: the rule goes on beyond 400 days or 200 occurrences. */
  readonly isWhole: boolean;
}

const MOST_DAYS = 400;
const MOST = 200;
const MARGIN_MS = 9 * DAY_MS;

const isOver = ({ until }: RecurrenceRule, { date, start }: Occurrence): boolean => {
  if (until === undefined) return false;
  return until.includes('T') ? start > Date.parse(until) : date > until;
};

const occurrenceAt = (offsets: readonly OffsetSpan[], wall: number): Occurrence => {
  const start = instantOf(offsets, wall) ?? Number.NaN;
  const named = new Date(wall).toISOString().slice(0, 19);
  return { date: named.slice(0, 10), start, ...(wallAt(offsets, start) !== wall && { skipped: named }) };
};

/**
 * When something recurs, in order: at the same time of the wall clock, whatever the offset is then. Where the clock skips that time it
 * is by the offset before the gap (half past two is half past three then); where the clock shows it twice, the first of the two. `start` itself occurs only if the rule names
 * its day. COUNT counts what is left out by `except`, too, as RFC 5545 does. At most 200 within 400 days from the start.
 */
export const expandRecurrence = ({ rule, start, zone, except }: Recurrence): Expanded => {
  const from = Date.parse(`${start}Z`);
  const first = dayOf(from);
  const isNamed = recurrenceDay(rule, first);
  const offsets = zoneOffsets(zone, { start: from - MARGIN_MS, end: from + MOST_DAYS * DAY_MS + MARGIN_MS });
  const named: Occurrence[] = [];
  const expanded = (isWhole: boolean): Expanded => ({
    occurrences: named.filter(({ date }) => !except.includes(date)),
    isWhole,
  });
  for (let day = first; day <= first + MOST_DAYS; day += 1) {
    const occurrence = occurrenceAt(offsets, from + (day - first) * DAY_MS);
    if (isOver(rule, occurrence)) return expanded(true);
    if (!isNamed(day)) continue;
    if (named.length === MOST) return expanded(false);
    named.push(occurrence);
    if (named.length === rule.count) return expanded(true);
  }
  return expanded(false);
};
