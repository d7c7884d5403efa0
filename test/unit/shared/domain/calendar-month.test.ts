import { describe, expect, it } from 'vitest';
import { monthAfter, monthInterval, monthOf, monthWeeks } from '../../../../shared/domain/calendar-month.ts';

describe('a month on the calendar of a zone', () => {
  it('is the one that is shown there, not elsewhere', () => {
    const newYear = Date.parse('2026-12-31T23:30:00Z');
    expect(monthOf(newYear, 'Europe/Prague')).toBe('2027-01');
    expect(monthOf(newYear, 'America/New_York')).toBe('2026-12');
  });

  it('lasts from its first midnight to the next one’s, over a clock change', () => {
    expect(monthInterval('2027-03', 'Europe/Prague')).toEqual({
      start: '2027-02-28T23:00:00.000Z',
      end: '2027-03-31T22:00:00.000Z',
    });
    expect(monthAfter('2026-12')).toBe('2027-01');
    expect(monthAfter('2027-01', -1)).toBe('2026-12');
  });

  it('has whole weeks from Monday, with nothing where another month begins', () => {
    const weeks = monthWeeks('2027-01');
    expect(weeks[0]).toEqual([
      ...Array.from({ length: 4 }, () => undefined),
      '2027-01-01',
      '2027-01-02',
      '2027-01-03',
    ]);
    expect(weeks.flat().filter((date) => date !== undefined)).toHaveLength(31);
    expect(weeks.every((week) => week.length === 7)).toBe(true);
    expect(monthWeeks('2027-02')).toHaveLength(4);
    expect(monthWeeks('2027-05')).toHaveLength(6);
  });
});
