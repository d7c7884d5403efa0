import type { RecurrenceRule } from '../../events/http/recurrence-rule.ts';
import { DAY_MS, mondayOf, weekdayOf } from './wall-day.ts';

const WEEK_DAYS = 7;
const YEAR_MONTHS = 12;

type Days = Pick<RecurrenceRule, 'byDay' | 'byMonthDay'>;

interface MonthDay {
  /** Counted from year 0. */
  readonly month: number;
  /** From 1, and from -1 for the last. */
  readonly fromStart: number;
  readonly fromEnd: number;
}

const monthDayOf = (day: number): MonthDay => {
  const date = new Date(day * DAY_MS);
  const [year, month, fromStart] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return { month: year * YEAR_MONTHS + month, fromStart, fromEnd: fromStart - length - 1 };
};

const isByMonthDay = ({ byMonthDay }: Days, { fromStart, fromEnd }: MonthDay): boolean =>
  byMonthDay.length === 0 || byMonthDay.includes(fromStart) || byMonthDay.includes(fromEnd);

const isByDay = ({ byDay }: Days, day: number, { fromStart, fromEnd }: MonthDay): boolean => {
  const nths = [undefined, Math.ceil(fromStart / WEEK_DAYS), Math.floor(fromEnd / WEEK_DAYS)];
  return byDay.length === 0 || byDay.some((one) => one.day === weekdayOf(day) && nths.includes(one.nth));
};

/** What a rule says by its first day where it names no days. */
const daysOf = ({ frequency, byDay, byMonthDay }: RecurrenceRule, first: number): Days => {
  if (frequency === 'weekly' && byDay.length === 0) return { byDay: [{ day: weekdayOf(first) }], byMonthDay };
  return frequency === 'monthly' && byDay.length + byMonthDay.length === 0
    ? { byDay, byMonthDay: [monthDayOf(first).fromStart] }
    : { byDay, byMonthDay };
};

/** Days, weeks or months since the first. */
const periodsBetween = ({ frequency }: RecurrenceRule, first: number, day: number): number => {
  if (frequency === 'daily') return day - first;
  if (frequency === 'weekly') return (mondayOf(day) - mondayOf(first)) / WEEK_DAYS;
  return monthDayOf(day).month - monthDayOf(first).month;
};

/** Tells of a day, counted from 1970-01-01 and not before the first, whether a rule names it. A month without such a day is left out. */
export const recurrenceDay = (rule: RecurrenceRule, first: number): ((day: number) => boolean) => {
  const days = daysOf(rule, first);
  return (day) => {
    const inMonth = monthDayOf(day);
    return (
      periodsBetween(rule, first, day) % rule.interval === 0 &&
      isByMonthDay(days, inMonth) &&
      isByDay(days, day, inMonth)
    );
  };
};
