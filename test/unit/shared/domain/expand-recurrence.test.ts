import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { RecurrenceRule } from '../../../../events/http/recurrence-rule.ts';
import { expandRecurrence } from '../../../../shared/domain/expand-recurrence.ts';
import { zoneMoment } from '../../../support/any-host-time.ts';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const MOST_DAYS = 400;

const expand = (text: string, start: string, zone: string, except: readonly string[] = []) =>
  expandRecurrence({ rule: RecurrenceRule.parse(text), start, zone, except });

const starts = (...args: Parameters<typeof expand>): string[] =>
  expand(...args).occurrences.map(({ start }) => new Date(start).toISOString().slice(0, 16));

const dates = (...args: Parameters<typeof expand>): string[] =>
  expand(...args).occurrences.map(({ date }) => date);

type Rule = RecurrenceRule;

const monthDays = (month: DateTime, { byDay, byMonthDay }: Rule, first: DateTime): DateTime[] => {
  const all = Array.from({ length: month.daysInMonth ?? 0 }, (_, index) => month.plus({ days: index }));
  const nths = byDay.flatMap(({ day, nth }) => {
    const same = all.filter(({ weekday }) => weekday === day);
    return nth === undefined ? same : same.slice(...(nth > 0 ? [nth - 1, nth] : [nth, nth + 1 || undefined]));
  });
  const numbered = byMonthDay.flatMap((number) => all.at(number > 0 ? number - 1 : number) ?? []);
  if (byDay.length === 0 && byMonthDay.length === 0) return all.filter(({ day }) => day === first.day);
  if (byDay.length === 0) return numbered;
  return byMonthDay.length === 0 ? nths : nths.filter((day) => numbered.some((one) => +one === +day));
};

/** Period after period, as one would write the days into a calendar, in UTC: there days have no jumps. */
const slowDays = (rule: Rule, first: DateTime): DateTime[] => {
  const periods = Array.from(
    { length: Math.ceil((MOST_DAYS + 40) / rule.interval) },
    (_, index) => index * rule.interval,
  );
  const weekly = rule.byDay.length === 0 ? [{ day: first.weekday }] : rule.byDay;
  const days = {
    daily: () => {
      const all = periods.map((count) => first.plus({ days: count }));
      const isIn = (day: DateTime) =>
        (rule.byDay.length === 0 || rule.byDay.some((one) => one.day === day.weekday)) &&
        (rule.byMonthDay.length === 0 ||
          rule.byMonthDay.some((one) =>
            one > 0
              ? one === day.day
              : +day
                  .endOf('month')
                  .startOf('day')
                  .plus({ days: one + 1 }) === +day,
          ));
      return all.filter(isIn);
    },
    weekly: () =>
      periods.flatMap((count) =>
        weekly.map(({ day }) => first.startOf('week').plus({ weeks: count, days: day - 1 })),
      ),
    monthly: () =>
      periods
        .slice(0, 16)
        .flatMap((count) => monthDays(first.startOf('month').plus({ months: count }), rule, first)),
  };
  const unique = new Map(days[rule.frequency]().map((day) => [+day, day]));
  return [...unique.values()]
    .filter((day) => day >= first && day <= first.plus({ days: MOST_DAYS }))
    .sort((a, b) => +a - +b);
};

/** The first instant at which the wall clock shows this time, or as if it had not sprung yet, by the zone library alone. */
const slowInstant = (wall: string, zone: string) => {
  const guess = DateTime.fromISO(wall, { zone });
  const shown = (ms: number): string =>
    DateTime.fromMillis(ms, { zone }).toISO({ includeOffset: false }) ?? '';
  if (guess.toISO({ includeOffset: false })?.slice(0, 19) === wall)
    return { start: Math.min(...guess.getPossibleOffsets().map((one) => one.toMillis())) };
  let ms = guess.toMillis();
  while (shown(ms - 300_000) > wall) ms -= 300_000;
  const { offset } = DateTime.fromMillis(ms - 300_000, { zone });
  return { start: Date.parse(`${wall}Z`) - offset * 60_000, skipped: wall };
};

const slow = (rule: Rule, start: string, zone: string) => {
  const first = DateTime.fromISO(start.slice(0, 10), { zone: 'UTC' });
  const all = slowDays(rule, first).map((day) => {
    const date = day.toISODate() ?? '';
    return { date, ...slowInstant(`${date}${start.slice(10)}`, zone) };
  });
  const { until = '9999-12-31' } = rule;
  const kept = all.filter((one) =>
    until.includes('T') ? one.start <= Date.parse(until) : one.date <= until,
  );
  return kept.slice(0, Math.min(200, rule.count ?? 200));
};

const weekday = fc.constantFrom(...WEEKDAYS);
const weekdays = fc
  .uniqueArray(weekday, { minLength: 1, maxLength: 3 })
  .map((all) => `;BYDAY=${all.join(',')}`);
const nths = fc
  .array(fc.tuple(fc.constantFrom('1', '2', '3', '4', '5', '-1', '-2', '-5', ''), weekday), {
    minLength: 1,
    maxLength: 3,
  })
  .map((all) => `;BYDAY=${all.map((one) => one.join('')).join(',')}`);
const numbers = fc
  .array(fc.constantFrom(1, 13, 28, 29, 30, 31, -1, -2, -31), { minLength: 1, maxLength: 3 })
  .map((all) => `;BYMONTHDAY=${all.join(',')}`);
const maybe = (part: fc.Arbitrary<string>) => fc.oneof(fc.constant(''), part);
const interval = maybe(fc.integer({ min: 1, max: 5 }).map((count) => `;INTERVAL=${count}`));
const end = fc.oneof(
  fc.constant(''),
  fc.integer({ min: 1, max: 200 }).map((count) => `;COUNT=${count}`),
  fc.constantFrom(';UNTIL=20280105', ';UNTIL=20270401T070000Z', ';UNTIL=20120105', ';UNTIL=20181104T030000Z'),
);
const ruleText = fc
  .oneof(
    fc.tuple(fc.constant('FREQ=DAILY'), interval, maybe(weekdays), maybe(numbers), end),
    fc.tuple(fc.constant('FREQ=WEEKLY'), interval, maybe(weekdays), end),
    fc.tuple(fc.constant('FREQ=MONTHLY'), interval, maybe(nths), maybe(numbers), end),
  )
  .map((parts) => parts.join(''));

const anyCase = fc.record({
  text: ruleText,
  moment: zoneMoment,
  daysBefore: fc.nat(60),
  time: fc.constantFrom('00:00:00', '00:30:00', '01:45:00', '02:00:00', '02:30:00', '09:00:00', '23:30:00'),
});

describe('what recurs', () => {
  it('is what one would write into a calendar period after period, at the same time of the wall clock', () => {
    fc.assert(
      fc.property(anyCase, ({ text, moment, daysBefore, time }) => {
        const day = new Date(moment.around - daysBefore * 86_400_000).toISOString().slice(0, 10);
        const start = `${day}T${time}`;
        expect(expand(text, start, moment.zone).occurrences).toEqual(
          slow(RecurrenceRule.parse(text), start, moment.zone),
        );
      }),
      { numRuns: 100 },
    );
  });

  it('keeps its time on the wall clock when the clock changes', () => {
    expect(starts('FREQ=WEEKLY;COUNT=3', '2027-03-21T09:00:00', 'Europe/Prague')).toEqual([
      '2027-03-21T08:00',
      '2027-03-28T07:00',
      '2027-04-04T07:00',
    ]);
  });

  it('is by the offset before a gap, as calendars read it, and at the first of the two in a fold', () => {
    expect(starts('FREQ=DAILY;COUNT=3', '2027-03-27T02:30:00', 'Europe/Prague')).toEqual([
      '2027-03-27T01:30',
      '2027-03-28T01:30',
      '2027-03-29T00:30',
    ]);
    expect(starts('FREQ=DAILY;COUNT=2', '2027-10-31T02:30:00', 'Europe/Prague')).toEqual([
      '2027-10-31T00:30',
      '2027-11-01T01:30',
    ]);
  });

  it('counts what is left out', () => {
    expect(dates('FREQ=DAILY;COUNT=3', '2027-01-04T09:00:00', 'UTC', ['2027-01-05'])).toEqual([
      '2027-01-04',
      '2027-01-06',
    ]);
  });

  it('leaves out months that have no such day', () => {
    expect(dates('FREQ=MONTHLY;COUNT=3', '2027-01-31T09:00:00', 'UTC')).toEqual([
      '2027-01-31',
      '2027-03-31',
      '2027-05-31',
    ]);
    expect(dates('FREQ=MONTHLY;BYDAY=-1FR;COUNT=2', '2027-01-01T09:00:00', 'UTC')).toEqual([
      '2027-01-29',
      '2027-02-26',
    ]);
  });

  it('begins with the first day that its rule names', () => {
    expect(dates('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;COUNT=2', '2027-01-05T09:00:00', 'UTC')).toEqual([
      '2027-01-18',
      '2027-02-01',
    ]);
  });

  it('ends after 400 days or 200 times, and says so', () => {
    const weekly = expand('FREQ=WEEKLY', '2027-01-04T09:00:00', 'UTC');
    expect([weekly.occurrences.length, weekly.isWhole]).toEqual([58, false]);
    const daily = expand('FREQ=DAILY', '2027-01-04T09:00:00', 'UTC');
    expect([daily.occurrences.length, daily.isWhole]).toEqual([200, false]);
    expect(expand('FREQ=DAILY;COUNT=200', '2027-01-04T09:00:00', 'UTC').isWhole).toBe(true);
    expect(expand('FREQ=MONTHLY;UNTIL=20271231', '2027-01-04T09:00:00', 'UTC').isWhole).toBe(true);
    expect(expand('FREQ=MONTHLY;UNTIL=20281231', '2027-01-04T09:00:00', 'UTC').isWhole).toBe(false);
  });
});
