import { DateTime } from 'luxon';
import { invalid } from './api-refusal.ts';
import type { EventTime } from './event-time.ts';

interface Rule {
  readonly unit: 'days' | 'weeks' | 'months' | 'years';
  readonly interval: number;
  readonly count: number;
  readonly until: number;
  /** 1 = Monday; empty: the day of the first occurrence. */
  readonly weekdays: readonly number[];
  readonly weekStart: number;
}

const UNITS = { DAILY: 'days', WEEKLY: 'weeks', MONTHLY: 'months', YEARLY: 'years' } as const;
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const PARTS = new Set(['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'BYDAY', 'WKST']);
const HORIZON_YEARS = 5;
const LONGEST = 20_000;

const unsupported = (line: string) => invalid(`Recurrence not supported by this simulator: ${line}`);

const isUnit = (text: string): text is keyof typeof UNITS => text in UNITS;

const weekdayOf = (name: string, line: string): number => {
  const day = DAYS.indexOf(name) + 1;
  if (day === 0) throw unsupported(line);
  return day;
};

const wholeNumber = (text: string | undefined, fallback: number, line: string): number => {
  const number = text === undefined ? fallback : Number(text);
  if (number !== fallback && !(Number.isInteger(number) && number > 0))
    throw invalid(`Invalid recurrence rule: ${line}`);
  return number;
};

const compact = (text: string, zone: string): DateTime =>
  DateTime.fromFormat(text, text.length === 8 ? 'yyyyMMdd' : "yyyyMMdd'T'HHmmss", { zone });

/** The last day counts wholly when UNTIL names only a day. */
const untilOf = (text: string | undefined, zone: string, line: string): number => {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  const isUtc = text.endsWith('Z');
  const until = compact(text.replace(/Z$/, ''), isUtc ? 'UTC' : zone);
  if (!until.isValid) throw invalid(`Invalid recurrence rule: ${line}`);
  return (text.length === 8 ? until.endOf('day') : until).toMillis();
};

const partsOf = (line: string): Map<string, string> => {
  const pairs = line
    .replace(/^RRULE:/, '')
    .split(';')
    .map((part): [string, string] => {
      const [name = '', value = ''] = part.split('=');
      return [name, value];
    });
  if (pairs.some(([name]) => !PARTS.has(name))) throw unsupported(line);
  return new Map(pairs);
};

const ruleOf = (line: string, zone: string): Rule => {
  const parts = partsOf(line);
  const frequency = parts.get('FREQ') ?? '';
  if (!isUnit(frequency)) throw unsupported(line);
  const days = parts.get('BYDAY')?.split(',') ?? [];
  if (days.length > 0 && frequency !== 'WEEKLY') throw unsupported(line);
  if (parts.has('COUNT') && parts.has('UNTIL')) throw invalid(`Invalid recurrence rule: ${line}`);
  return {
    unit: UNITS[frequency],
    interval: wholeNumber(parts.get('INTERVAL'), 1, line),
    count: wholeNumber(parts.get('COUNT'), Number.POSITIVE_INFINITY, line),
    until: untilOf(parts.get('UNTIL'), zone, line),
    weekdays: days.map((day) => weekdayOf(day, line)).sort((a, b) => a - b),
    weekStart: weekdayOf(parts.get('WKST') ?? 'MO', line),
  };
};

const excludedBy = (line: string, zone: string): number[] => {
  const [head = '', values = ''] = line.split(':');
  const own = /;TZID=([^;:]+)/.exec(head)?.[1] ?? zone;
  return values.split(',').map((text) => {
    const time = compact(text.replace(/Z$/, ''), text.endsWith('Z') ? 'UTC' : own);
    if (!time.isValid) throw invalid(`Invalid recurrence rule: ${line}`);
    return time.toMillis();
  });
};

export interface Recurrence {
  readonly rule: Rule;
  readonly excluded: ReadonlySet<number>;
}

/** One RRULE of the common kind, and EXDATE; anything else is refused, so that nobody is misled. */
export const parseRecurrence = (lines: readonly string[], zone: string): Recurrence => {
  const rules = lines.filter((line) => line.startsWith('RRULE:'));
  const exclusions = lines.filter((line) => line.startsWith('EXDATE'));
  const other = lines.find((line) => !(rules.includes(line) || exclusions.includes(line)));
  if (other !== undefined) throw unsupported(other);
  const [rule] = rules;
  if (rule === undefined || rules.length > 1) throw unsupported(lines.join(' '));
  return {
    rule: ruleOf(rule, zone),
    excluded: new Set(exclusions.flatMap((line) => excludedBy(line, zone))),
  };
};

/** The candidates of one interval; a 31st or a 29 February that a month lacks is left out. */
const candidates = (
  first: DateTime,
  { unit, interval, weekdays, weekStart }: Rule,
  step: number,
): DateTime[] => {
  if (unit !== 'weeks' || weekdays.length === 0) {
    const next = first.plus({ [unit]: step * interval });
    const isSkipped = (unit === 'months' || unit === 'years') && next.day !== first.day;
    return isSkipped ? [] : [next];
  }
  const sinceWeekStart = (day: number): number => (day - weekStart + 7) % 7;
  const week = first.minus({ days: sinceWeekStart(first.weekday) }).plus({ weeks: step * interval });
  return weekdays
    .map(sinceWeekStart)
    .sort((a, b) => a - b)
    .map((days) => week.plus({ days }));
};

function* everyCandidate(first: DateTime, rule: Rule): Generator<DateTime> {
  for (let step = 0; step < LONGEST; step += 1)
    for (const time of candidates(first, rule, step)) if (time >= first) yield time;
}

/** Where the series stands, DST-correct in its own zone; without an end it goes on for some years only. */
export const occurrences = (start: EventTime, { rule, excluded }: Recurrence): DateTime[] => {
  const zone = start.date === undefined ? (start.timeZone ?? 'UTC') : 'UTC';
  const first = DateTime.fromISO(start.date ?? start.dateTime ?? '', { zone });
  const horizon = Math.max(Date.now(), first.toMillis()) + HORIZON_YEARS * 366 * 86_400_000;
  const last = Math.min(rule.until, horizon);
  const found: DateTime[] = [];
  for (const time of everyCandidate(first, rule)) {
    if (time.toMillis() > last || found.length >= rule.count) break;
    found.push(time);
  }
  return found.filter((time) => !excluded.has(time.toMillis()));
};
