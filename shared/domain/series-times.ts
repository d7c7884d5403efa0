import { RecurrenceRule } from '../../events/http/recurrence-rule.ts';
import { type FieldError, HubError } from '../errors.ts';
import type { Interval } from './busy-time.ts';
import { expandRecurrence } from './expand-recurrence.ts';
import { wallAt } from './wall-clock.ts';
import { zoneOffsets } from './zone-offsets.ts';

interface Wanted extends Interval {
  readonly zone: string;
  readonly recurrence: { readonly rule: string; readonly except: readonly string[] };
}

export interface SeriesTime extends Interval {
  /** What the rule says, where the clock skips it: `2027-03-28T02:30:00`. */
  readonly skipped?: string;
}

interface SeriesTimes {
  /** On the wall clock of the zone: `2027-03-22T09:00:00`. */
  readonly start: string;
  readonly lengthMs: number;
  readonly times: readonly SeriesTime[];
}

/** More would be more than one transaction can write down, and nobody plans further. */
const MOST = 52;

const refuse = (field: string, message: string): HubError => {
  const errors: FieldError[] = [{ field, message }];
  return new HubError('invalid_request', { detail: 'The recurrence is not valid: see errors.', errors });
};

/** What the wall clock of a zone shows at an instant, to the second. */
const wallClockOf = (zone: string, instant: string): string => {
  const at = Date.parse(instant);
  const wall = wallAt(zoneOffsets(zone, { start: at, end: at + 1 }), at) ?? at;
  return new Date(wall).toISOString().slice(0, 19);
};

const assertApart = (times: readonly Interval[]): void => {
  if (times.some(({ start }, index) => start < (times[index - 1]?.end ?? '')))
    throw refuse('end', 'lies after the next of the series begins: make them shorter, or fewer');
};

/**
 * When the meetings of a series take place, in order: at one time of the zone's wall clock, each as long as the first (elapsed time).
 * Throws `invalid_request`, by field, where the first day is none of the rule's, where there are none or more than 52 within 400 days,
 * or where they overlap each other.
 */
export const seriesTimes = ({ start, end, zone, recurrence }: Wanted): SeriesTimes => {
  const wall = wallClockOf(zone, start);
  const rule = RecurrenceRule.parse(recurrence.rule);
  const { occurrences, isWhole } = expandRecurrence({ rule, start: wall, zone, except: recurrence.except });
  if (!isWhole || occurrences.length > MOST)
    throw refuse(
      'recurrence',
      `names more than ${MOST} meetings, or goes on for more than 400 days: end it sooner`,
    );
  const [first] = occurrences;
  if (first === undefined) throw refuse('recurrence', 'names no meeting');
  const day = wall.slice(0, 10);
  if (first.date !== day && !recurrence.except.includes(day))
    throw refuse('start', 'lies on a day that the recurrence does not name: begin on one that it names');
  const lengthMs = Date.parse(end) - Date.parse(start);
  const times = occurrences.map(({ date, start: at, skipped }) => {
    // A time that the clock shows twice: the first meeting is at the one that was asked for.
    const from = date === day ? Date.parse(start) : at;
    const time = { start: new Date(from).toISOString(), end: new Date(from + lengthMs).toISOString() };
    return { ...time, ...(skipped !== undefined && { skipped }) };
  });
  assertApart(times);
  return { start: wall, lengthMs, times };
};
